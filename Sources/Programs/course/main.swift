import CommandSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

let command = CourseCommand(
  [.status, .read, .grade, .watch, .hint, .solution, .reset, .build, .doctor, .help])
exit(command.run(Array(CommandLine.arguments.dropFirst())).rawValue)
