package measure

import (
	"fmt"
	"unicode"
)

const (
	// SamplingCaveat is printed beside the interval of a sampling.
	SamplingCaveat = "The interval takes each moment as separate; moments close together are alike, so the real one is wider."
	// mostMoments is more than a school day of one every ten seconds.
	mostMoments = 5000
)

// Sampling is momentary time sampling: at each signal the observer notes whether the child is on task just then. Moments
// when the child could not be seen are counted and left out of the percentage.
type Sampling struct{ On, Off, CantSee int }

// ParseSampling reads one mark for each moment: + on task, - off task, ? could not be seen. Spaces, commas and new lines
// between marks are skipped.
func ParseSampling(text string) (Sampling, error) {
	const op = "measure.sampling"
	var s Sampling
	for _, r := range text {
		switch {
		case r == '+':
			s.On++
		case r == '-' || r == '−' || r == '–':
			s.Off++
		case r == '?':
			s.CantSee++
		case unicode.IsSpace(r) || r == ',':
		default:
			return Sampling{}, invalid(op, "Mark each moment with + (on task), - (off task) or ? (could not be seen); %q is none of them.", r)
		}
	}
	if n := s.On + s.Off + s.CantSee; n > mostMoments {
		return Sampling{}, invalid(op, "%d moments are more than one sampling can have: check what was entered.", n)
	}
	return s, nil
}

// OnTask is the share of the moments seen. If none was seen, NotComputable(err).
func (s Sampling) OnTask() (Share, error) {
	if s.On < 0 || s.Off < 0 || s.CantSee < 0 {
		return Share{}, invalid("measure.sampling", "Moments are counted from 0.")
	}
	return NewShare(s.On, s.On+s.Off)
}

// Words is the result with its 95% interval, or why there is none.
func (s Sampling) Words() string {
	unseen := ""
	if s.CantSee > 0 {
		unseen = fmt.Sprintf(" The child could not be seen at %d, which are left out.", s.CantSee)
	}
	share, err := s.OnTask()
	if err != nil {
		return "On task: not computable, because no moment was seen." + unseen
	}
	i, err := share.Interval(Confidence95)
	if err != nil {
		return "On task: not computable." + unseen
	}
	return fmt.Sprintf("On task at %d of %d moments: %s, 95%% interval %s to %s.%s", share.Count, share.Of, share.PercentText(),
		percentText(i.Low, i.Low == 0, i.Low == 100), percentText(i.High, i.High == 0, i.High == 100), unseen)
}
