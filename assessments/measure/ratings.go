package measure

// Rating is what one person said about one item on one date: performance and satisfaction from 1 to 10, 0 if not asked.
type Rating struct {
	Item         string // the same item has the same Item on every date: an id, or its words
	Performance  int
	Satisfaction int
}

// Mean is the average of the N items that were rated. Value means nothing if N is 0.
type Mean struct {
	Value float64
	N     int
}

// LeftOut is an item that could not enter a change, and why.
type LeftOut struct{ Item, Why string }

// RatingChange compares the items that were rated on both dates, and only those. It is a difference, not a finding: no
// size of change has been shown to matter for every child, so nothing here grades it.
type RatingChange struct {
	Before, After, Change float64
	Items                 []string  // rated on both dates, in the order of the first date
	LeftOut               []LeftOut // rated on one date only, or on neither
}

// Computable reports whether any item was rated on both dates. If not, the figures mean nothing.
func (c RatingChange) Computable() bool { return len(c.Items) > 0 }

// MeanRatings returns the mean performance and satisfaction of one date, over the items that were rated.
func MeanRatings(ratings []Rating) (performance, satisfaction Mean, err error) {
	if _, err := index(ratings); err != nil {
		return Mean{}, Mean{}, err
	}
	return mean(ratings, Rating.performance), mean(ratings, Rating.satisfaction), nil
}

// CompareRatings returns the change in performance and in satisfaction from one date to a later one. The two are
// compared separately: an item asked only for performance on the second date still counts there.
func CompareRatings(before, after []Rating) (performance, satisfaction RatingChange, err error) {
	if _, err := index(before); err != nil {
		return RatingChange{}, RatingChange{}, err
	}
	later, err := index(after)
	if err != nil {
		return RatingChange{}, RatingChange{}, err
	}
	return change(before, after, later, Rating.performance), change(before, after, later, Rating.satisfaction), nil
}

func (r Rating) performance() int  { return r.Performance }
func (r Rating) satisfaction() int { return r.Satisfaction }

// index checks one date's ratings and finds them by item.
func index(ratings []Rating) (map[string]Rating, error) {
	const op = "measure.ratings"
	byItem := make(map[string]Rating, len(ratings))
	for _, r := range ratings {
		if r.Item == "" {
			return nil, invalid(op, "Say what is rated: one rating has no item.")
		}
		if _, twice := byItem[r.Item]; twice {
			return nil, invalid(op, "%q is rated twice on the same date. Keep one.", r.Item)
		}
		for _, n := range []int{r.Performance, r.Satisfaction} {
			if n < 0 || n > 10 {
				return nil, invalid(op, "Ratings go from 1 to 10. Leave the rating of %q empty if it was not asked.", r.Item)
			}
		}
		byItem[r.Item] = r
	}
	return byItem, nil
}

func mean(ratings []Rating, of func(Rating) int) Mean {
	sum, n := 0, 0
	for _, r := range ratings {
		if v := of(r); v > 0 {
			sum += v
			n++
		}
	}
	if n == 0 {
		return Mean{}
	}
	return Mean{Value: float64(sum) / float64(n), N: n}
}

func change(before, after []Rating, later map[string]Rating, of func(Rating) int) RatingChange {
	var c RatingChange
	first, second := 0, 0
	seen := make(map[string]bool, len(before))
	for _, r := range before {
		seen[r.Item] = true
		was, is := of(r), of(later[r.Item])
		if was > 0 && is > 0 {
			c.Items = append(c.Items, r.Item)
			first += was
			second += is
			continue
		}
		c.LeftOut = append(c.LeftOut, LeftOut{Item: r.Item, Why: whyLeftOut(was, is)})
	}
	for _, r := range after {
		if !seen[r.Item] {
			c.LeftOut = append(c.LeftOut, LeftOut{Item: r.Item, Why: whyLeftOut(0, of(r))})
		}
	}
	if n := float64(len(c.Items)); n > 0 {
		c.Before, c.After = float64(first)/n, float64(second)/n
		c.Change = float64(second-first) / n
	}
	return c
}

func whyLeftOut(was, is int) string {
	switch {
	case was == 0 && is == 0:
		return "not asked on either date"
	case was == 0:
		return "not asked on the first date"
	}
	return "not asked on the second date"
}
