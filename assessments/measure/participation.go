package measure

// Participation is one activity as a parent answers about it: how often, how involved, and whether the parent would like
// it to change. nil was not asked. The words of the activities belong to the questionnaire's authors and are not kept.
type Participation struct {
	Item        string
	Frequency   *int // 0 never, up to 7 daily
	Involvement *int // 1 to 5; not asked of a child who never takes part
	Change      *bool
}

// ParticipationSummary is what is usually reported of one setting (home, school or community): means leave out "never".
type ParticipationSummary struct {
	Frequency   Mean
	Involvement Mean
	Never       Share // of the items whose frequency was given; Of is 0 if none was
	Change      Share // change wanted, of the items asked
}

// Participate sums up one setting, by the published definitions of the PEM-CY summary scores.
func Participate(items []Participation) (ParticipationSummary, error) {
	const op = "measure.participation"
	var s ParticipationSummary
	frequency, involvement := 0, 0
	for _, x := range items {
		if x.Frequency != nil {
			if *x.Frequency < 0 || *x.Frequency > 7 {
				return s, invalid(op, "How often goes from 0 (never) to 7 (daily), not %d.", *x.Frequency)
			}
			s.Never.Of++
			if *x.Frequency == 0 {
				s.Never.Count++
			} else {
				frequency += *x.Frequency
				s.Frequency.N++
			}
		}
		if x.Involvement != nil {
			if *x.Involvement < 1 || *x.Involvement > 5 {
				return s, invalid(op, "Involvement goes from 1 to 5, not %d.", *x.Involvement)
			}
			if x.Frequency == nil || *x.Frequency > 0 {
				involvement += *x.Involvement
				s.Involvement.N++
			}
		}
		if x.Change != nil {
			s.Change.Of++
			if *x.Change {
				s.Change.Count++
			}
		}
	}
	s.Frequency.Value = over(frequency, s.Frequency.N)
	s.Involvement.Value = over(involvement, s.Involvement.N)
	return s, nil
}

func over(sum, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(sum) / float64(n)
}

// Supportiveness is the sum of the ratings of an environment as a percentage of the most it could be: ratings run from 1
// to best, 0 was not asked and counts on neither side. If nothing was rated, NotComputable(err).
func Supportiveness(ratings []int, best int) (float64, error) {
	const op = "measure.supportiveness"
	sum, n := 0, 0
	for _, r := range ratings {
		if best < 1 || best > 10 || r < 0 || r > best {
			return 0, invalid(op, "Each rating goes from 1 to %d; leave out what was not asked.", best)
		}
		if r > 0 {
			sum += r
			n++
		}
	}
	if n == 0 {
		return 0, notComputable(op, "Not computable: nothing was rated.")
	}
	return 100 * float64(sum) / float64(n*best), nil
}
