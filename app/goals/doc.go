// Package goals shows a child's goals with their ladders, scores them, and writes new ones from taps.
//
// Words: a goal is something the child wants to take part in; its ladder is five rungs from −2 to +2, of which 0 is the
// goal; a review is one scoring on one day, the first of which is the start; a rating is a number from 1 to 10 that a
// person gave, and one that was not asked is said to be so; the stem is the sentence "… will … at … with … by …" whose
// blanks are filled by chips; an amount is the number in it that the rungs step up and down from.
package goals
