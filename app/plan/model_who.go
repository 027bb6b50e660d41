package plan

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// People are the chips of who does it, with who is chosen.
func (s *Sheet) People() (words []string, ids []assessments.ID, chosen []bool) {
	for _, p := range s.people {
		words, ids, chosen = append(words, p.name), append(ids, p.id), append(chosen, slices.Contains(s.plan.Who, p.id))
	}
	return words, ids, chosen
}

// ToggleWho adds somebody who does the plan, or takes them off; the words for the page follow.
func (s *Sheet) ToggleWho(ctx context.Context, id assessments.ID) (undo func()) {
	return s.Set(ctx, func(p *assessments.ActivityPlan) {
		p.Who = toggled(p.Who, id)
		var names []string
		for _, n := range s.people {
			if slices.Contains(p.Who, n.id) {
				names = append(names, n.name)
			}
		}
		p.WhoWords = strings.Join(names, " or ")
	})
}

// ToggleStop adds a stop rule or takes it away.
func (s *Sheet) ToggleStop(ctx context.Context, rule string) (undo func()) {
	return s.Set(ctx, func(p *assessments.ActivityPlan) { p.StopIf = toggled(p.StopIf, rule) })
}

func toggled[T comparable](list []T, x T) []T {
	if i := slices.Index(list, x); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), x)
}
