package assessments

import "slices"

// Given reports whether a setting has a number. A back that is upright stands at 0 degrees; no seat is 0 mm high and nothing weighs 0 kg, so
// that 0 of these is nothing said.
func (s Setup) Given() bool { return s.Value != nil && (*s.Value != 0 || s.Unit == "degrees") }

// GivenSetups are the settings that have a number.
func GivenSetups(all []Setup) []Setup {
	return slices.DeleteFunc(slices.Clone(all), func(s Setup) bool { return !s.Given() })
}
