package measure

// GASCaveat is printed beside every T-score of goals.
const GASCaveat = "Levels are ordinal, and the T-score depends on how the goals were set: it describes these goals and compares no children."

// Answers returns the six answers in the order they are asked: first those to "achieved", then those to "not achieved".
func Answers() []Answer { return []Answer{AsExpected, LittleMore, LotMore, Partly, NoChange, GotWorse} }

// Achieved reports whether the answer belongs to "yes, it was achieved".
func (a Answer) Achieved() bool { return a >= AsExpected && a <= LotMore }

// Words is the answer as it is offered at the bedside; "" for something that is no answer.
func (a Answer) Words() string {
	words := [...]string{"as expected", "a little more", "a lot more", "partly", "no change", "worse"}
	if a < AsExpected || a > GotWorse {
		return ""
	}
	return words[a]
}
