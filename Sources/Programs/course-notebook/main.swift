import CellEngine
import CommandSupport
import JupyterKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Two ways to start it that are never typed: the process that holds the variables of the cells, and the one
// that looks up symbols.
switch CommandLine.arguments.dropFirst().first {
case StateHolder.word?: StateHolder.run()
case SymbolServer.word?: SymbolServer.run()
default: break
}

let command = CourseCommand(
  [.weave, .experiments, .book, .watch, .kernel, .syllabus, .stubs, .verify, .newUnit])
exit(command.run(Array(CommandLine.arguments.dropFirst())).rawValue)
