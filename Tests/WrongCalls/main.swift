import Foundation

// Makes one wrong call, for tests that check how a program ends:
//   wrong-calls list          every call's name and, after tabs, the texts its message must contain
//   wrong-calls make NAME     makes the call
//   wrong-calls random SEED   makes a random call, wrong or not, and prints its name first
let calls = matrixCalls + cellCalls + layerCalls + partCalls + modelCalls
let arguments = CommandLine.arguments.dropFirst()

switch (arguments.first, arguments.last) {
case ("list", _):
  for call in calls { print(([call.name] + call.says).joined(separator: "\t")) }
case ("make", let name?):
  guard let call = calls.first(where: { $0.name == name }) else {
    print("unknown call \(name)")
    exit(3)
  }
  call.make()
  print("it continued")
case ("random", let seed?):
  makeRandomCall(seed: UInt64(seed) ?? 0)
default:
  print("wrong-calls list | make NAME | random SEED")
  exit(3)
}

/// Makes the call for a seed.
func makeRandomCall(seed: UInt64) {
  let calls = randomMatrixCalls + randomNetworkCalls + randomModelCalls + randomOtherCalls
  var draw = Draw(seed: seed)
  let call = draw.one(of: calls)
  FileHandle.standardOutput.write(Data("\(call.name)\n".utf8))
  do {
    let results = try call.make(&draw)
    guard !draw.isTame || results.allSatisfy(\.isFinite) else {
      print("unsound: \(results)")
      exit(4)
    }
    print("sound")
  } catch {
    print("error: \(error)")
  }
}
