import CommandSupport
import Formats
import SequenceTraining

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

let command = CourseCommand(
  [.train, .sample, .bench],
  complaint: { ($0 as? InvalidInputError).map { Complaint($0.description) } })
exit(command.run(Array(CommandLine.arguments.dropFirst())).rawValue)
