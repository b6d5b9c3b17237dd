extension CourseUnit {
  /// Unit 11: stacked recurrent layers.
  static let deepRNN = CourseUnit(
    number: "11", name: "DeepRNN", title: "Deep recurrent networks",
    summary: "Stacked recurrent layers: the states of one are the inputs of the next.",
    files: ["DeepRNN.swift", "DeepRNN+Backward.swift", "DeepRNN+Dropout.swift", "Detective.swift"],
    additionalModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "11.1", name: "the number of parameters", files: ["DeepRNN.swift"], points: 10,
        hints: [
          "Count one layer first: two weight matrices and a bias row.",
          "The lowest layer reads I numbers, every other layer as many as the layer below has units.",
          "below · H + H · H + H for each layer, then (H_L + 1) · D + (D + 1) · Q.",
        ]),
      CourseTask(
        id: "11.2", name: "through depth and time", files: ["DeepRNN.swift"], points: 20,
        hints: [
          "A loop over the layers; each layer takes a whole sequence and returns a whole sequence.",
          "Keep the sequence in a variable: first the inputs, after each layer that layer's states.",
          "layer.forward(sequence, from: layer.initialState(batchSize:)), then sequence = states; append the cache.",
        ]),
      CourseTask(
        id: "11.3", name: "the dense network on top", files: ["DeepRNN.swift"], points: 10,
        hints: [
          "Two linear layers with something between them.",
          "Without the tanh between them, two linear layers are no more than one.",
          "softmax(output.forward(tanh(dense.forward(hidden)))).",
        ]),
      CourseTask(
        id: "11.4", name: "back through depth and time", files: ["DeepRNN+Backward.swift"], points: 25,
        hints: [
          "The forward pass in reverse: from the highest layer to the lowest.",
          "The input gradients of a layer are the state gradients of the layer below.",
          "layers[l].backward(sequence, through: caches[l]), then sequence = its inputs; store parameters at l.",
        ]),
      CourseTask(
        id: "11.5", name: "dropout between the layers", files: ["DeepRNN+Dropout.swift"], points: 15,
        hints: [
          "A mask holds zeros and one other number; the forward pass multiplies the states passed up to the next layer by it.",
          "Draw a number for each entry; a kept one is 1 / (1 - p). No mask touches the states passed on in time.",
          "Before layer l > 0: sequence[t] * masks[l - 1][t]; nothing before layer 0 and nothing after the highest.",
        ]),
      CourseTask(
        id: "11.6", name: "a network you train", files: ["Detective.swift"], points: 20,
        dependsOn: ["11.2", "11.4"],
        hints: [
          "Draw random bits, compute the answers, run forward, take the gradient, update; a few hundred times.",
          "The gradient must flow backward through softmax and cross-entropy, both dense layers and the tanh between them.",
          "Two layers of 12 units, batches of 16 sequences, Adam with η = 0.02 and 250 updates are enough.",
        ]),
    ])
}
