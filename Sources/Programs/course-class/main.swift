import CommandSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

let command = CourseCommand(
  [.classRun, .report, .merge, .gradescope, .handout])
exit(command.run(Array(CommandLine.arguments.dropFirst())).rawValue)
