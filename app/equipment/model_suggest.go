package equipment

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// behindKnee is the room left between the seat's edge and the crease behind the knee: about two fingers (NHS seating
// checklists, 90-90-90 position).
const behindKnee = 30

// staleDays is after how long a growing child is measured again before anything is ordered.
const staleDays = 92

// Suggest works settings out of the newest measurements, each with how. They are an offer: the therapist decides.
func (s *Shelf) Suggest(kind string) []assessments.Setup {
	knee, depth, elbow := s.newest["Floor to back of knee"], s.newest["Seat depth"], s.newest["Elbow height"]
	seat := s.setting("chair", knee.value)
	var out []assessments.Setup
	add := func(what string, v float64, how string) {
		if v > 0 {
			out = append(out, assessments.Setup{What: what, Value: new(round(v)), Unit: "mm", How: how})
		}
	}
	switch kind {
	case "chair", "seating-system":
		add("Seat height", knee.value, from(knee, "floor to back of knee"))
		if depth.value > behindKnee {
			add("Seat depth", depth.value-behindKnee, from(depth, "seat depth")+fmt.Sprintf(" less %d mm", behindKnee))
		}
		if hip := s.newest["Hip width"]; kind == "seating-system" {
			add("Hip width", hip.value, from(hip, "hip width"))
		}
		if sh := s.newest["Shoulder height"]; kind == "seating-system" {
			add("Back height", sh.value, from(sh, "shoulder height"))
		}
	case "table":
		if elbow.value > 0 && seat > 0 {
			add("Table height", seat+elbow.value, "seat "+number(seat)+" mm and "+from(elbow, "elbow height"))
		}
	case "footrest":
		if knee.value > 0 && seat > knee.value {
			add("Height", seat-knee.value, "seat "+number(seat)+" mm less "+from(knee, "floor to back of knee"))
		}
	}
	return out
}

// from says on which value, of which day, a suggestion rests.
func from(r reading, what string) string {
	return what + " " + number(r.value) + " mm, " + r.on.Words()
}

// setting is the first length of the first piece of a kind that is set, or another value where there is none.
func (s *Shelf) setting(kind string, other float64) float64 {
	for _, p := range s.Pieces {
		if set := assessments.GivenSetups(p.V.Settings); p.V.Type == kind && len(set) > 0 && set[0].Unit == "mm" {
			return *set[0].Value
		}
	}
	return other
}

// Stale says that the newest measurements are too old to order by, or "".
func (s *Shelf) Stale() string {
	if len(s.Sets) == 0 {
		return "Nothing has been measured yet."
	}
	if on := s.Sets[0].on; on.Valid() && on.AddDays(staleDays) < s.today {
		return "Last measured " + on.Words() + ", over three months ago. Measure again before anything is ordered."
	}
	return ""
}

// Reasons begin the sentence of why, in words a funder understands.
func (s *Shelf) Reasons() []string {
	return []string{"So that " + s.Known + "'s feet stand flat.", "So that both hands are free to work.", "So that " + s.Known + " can sit for a whole lesson.",
		"So that moving is safe for " + s.Known + " and for staff."}
}
