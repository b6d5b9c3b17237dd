/// Task 7. Your own text: at least 4,000 characters you wrote or chose, in any language.
///
/// It can be letters, notes, recipes, poems, or a chapter of a book in the public domain. It must be a real text: one
/// paragraph copied ten times is not, and neither is the course's own book of tales. At least half of its pieces of 30
/// characters must be different, with every digit read as the same; a refrain can be repeated.
public func ownText() throws -> String {
  """
  The bridge at Orsel has a keeper of its own, because it is the only bridge for nine miles and because it opens. \
  When a boat with a mast comes up the river, the keeper rings a bell, lets down two red bars across the road, and \
  turns a wheel with eight spokes. Then the middle of the bridge goes up, slowly, like an old man getting out of a \
  chair, and everybody has to wait. Nobody minds the waiting very much. There is a bench on each side, and in summer \
  there is a woman who sells cherries.

  The keeper was called Anselm Brandt. He had a small house at the north end, with one room for himself and one for \
  the ropes. He knew every boat by its sound. Before it came round the bend he would put down his cup and say, that \
  is the Margaret with a load of bricks, or, that is the doctor's boat and she is in a hurry. In thirty years he had \
  been wrong four times, and he had written all four of them on the wall behind the door, with the date.

  One morning in March a boat came that he did not know. It made almost no sound at all. It was narrow and painted \
  grey, it had a mast that was much too tall for it, and at the tiller sat a boy of perhaps twelve years with a dog \
  between his knees. Anselm rang the bell, let down the bars and turned the wheel. The boy lifted his cap, the dog \
  did not look up, and the boat went through without touching anything.

  "Where are you going?" called Anselm from the window.

  "To see where it comes from," said the boy.

  "Where what comes from?"

  "The river," said the boy, and then he was too far away to talk to.

  Anselm let the bridge down again. On the south side a cart was waiting with a heap of turnips, and on the north \
  side the school teacher was waiting with a heap of books. He told them both about the boy. The man with the turnips \
  said that the river came out of the hills, as everybody knew. The teacher said that it was a good question all the \
  same, because out of the hills was only a way of not answering it.

  A week went by, and then another. Anselm asked every boat that came down the river. The Margaret had seen a grey \
  boat at the mill in Tarn, tied to a willow, and the dog asleep on the deck. The doctor had seen it higher up, where \
  the rocks begin; the boy had been pulling it along with a rope over his shoulder, up to the waist in cold water, \
  and he had been singing. After that nobody had seen it, because after that there are no more boats.

  In April it rained. The river came up to the second mark on the pillar, brown and fast, with branches in it, and \
  once a door, and once a chair with a hen on it that looked as if she had paid for her place. Anselm turned the \
  wheel eleven times in one day to let the floating trees go through. At night he could not sleep for the noise, and \
  he lay in the room with the ropes, which is on the side of the river, and thought about a narrow boat with a mast \
  that was too tall.

  On the second of May, early, while there was still fog on the water, he put down his cup. There was a sound that he \
  did not know, or rather there was almost no sound, and then he did know it. He ran to the bell. He rang it so long \
  that people came out of their houses in their shirts, and the baker came with flour up to his elbows, and the \
  teacher came with her hair undone. The middle of the bridge went up into the fog. Out of the bend came the grey \
  boat. Half of the mast was gone, there was a new plank in the side, bright as butter, and the dog was standing in \
  front like the captain of a ship.

  "Well?" called Anselm. "Where does it come from?"

  The boy held up something small. It was a green bottle with a cork in it, and it was full of water. "There is a \
  field," he said, "behind the last farm, behind the last wood. It belongs to nobody. There is a stone in it as big \
  as a cow, and under the stone it is wet. That is all. You put your hand there, and your hand is wet. I walked \
  around it the whole afternoon, because I thought that there must be more. There is no more. It is just a wet place \
  under a stone."

  Nobody said anything for a while. They looked at the river, which is so wide at Orsel that a strong man cannot \
  throw a stone across, and at the bottle, which was so small that it went into a pocket.

  "And then?" asked the teacher.

  "Then I let go of the rope," said the boy, "and it brought me home."

  The bottle stands on the shelf in the keeper's house, between the clock and the tea. Visitors ask whether it is \
  medicine. On the wall behind the door there is a fifth line now, under the other four, with a date in March. It says \
  only: grey boat, did not know her. And below it, in the same hand but with another pencil, somebody has added: now \
  I do.
  """
}
