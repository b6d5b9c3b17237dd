enum PlaceholderSequenceTraining {}
