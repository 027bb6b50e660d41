package assessments

import "slices"

// Given reports whether a setting has a number. A box that was emptied leaves 0 in the record, and no seat is 0 mm high, so that 0 is
// nothing said. That holds for degrees too: to print an angle that nobody set is worse than to leave one out.
func (s Setup) Given() bool { return s.Value != 0 }

// GivenSetups are the settings that have a number.
func GivenSetups(all []Setup) []Setup {
	return slices.DeleteFunc(slices.Clone(all), func(s Setup) bool { return !s.Given() })
}
