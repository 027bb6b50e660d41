package carry

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Undone is an edit that takes another back, which was made of a record as it was, from the record as it is now; ok is false where nothing is left
// to take back.
func Undone(e assessments.Edit, was, now assessments.Record) (back assessments.Edit, ok bool) {
	back = assessments.Edit{Record: e.Record, Kind: e.Kind, Scope: e.Scope, Op: e.Op, Set: assessments.Fields{}}
	for f, set := range e.Set {
		is := orNull(now.Fields[f])
		if to := Back(was.Fields[f], set, is); !assessments.SameJSON(orNull(to), is) {
			back.Set[f] = orNull(to)
		}
	}
	return back, len(back.Set) > 0
}

// Back is a value as it is now without the change that set it from before. In a list the lines that were put in go and those that were
// taken out come back, and in a structure the same holds for its parts; a line or part that was changed anew since then stays as it is. A
// text or number goes back as a whole.
func Back(before, set, now json.RawMessage) json.RawMessage {
	was, wasList := listOf(before)
	to, toList := listOf(set)
	if is, isList := listOf(now); wasList && toList && isList && len(was)+len(to) > 0 {
		for _, line := range to {
			if !slices.Contains(was, line) && !slices.Contains(is, line) {
				return now // it was changed anew
			}
		}
		return listJSON(Over(is, to, was))
	}
	return partsBack(before, set, now)
}

// partsBack is Back of a structure.
func partsBack(before, set, now json.RawMessage) json.RawMessage {
	was, wasParts := partsOf(before)
	to, toParts := partsOf(set)
	is, isParts := partsOf(now)
	if !wasParts || !toParts || !isParts || len(was)+len(to) == 0 {
		return before
	}
	out := map[string]json.RawMessage{}
	maps.Copy(out, is)
	for _, m := range []map[string]json.RawMessage{was, to} {
		for name := range m {
			switch {
			case assessments.SameJSON(orNull(was[name]), orNull(to[name])), !assessments.SameJSON(orNull(to[name]), orNull(is[name])):
			case was[name] == nil:
				delete(out, name)
			default:
				out[name] = was[name]
			}
		}
	}
	return written(out, len(out))
}

// listOf is a list as lines that can be compared; null is an empty one.
func listOf(raw json.RawMessage) (lines []string, ok bool) {
	var list []any
	if len(raw) > 0 && json.Unmarshal(raw, &list) != nil {
		return nil, false
	}
	for _, v := range list {
		line, err := json.Marshal(v)
		if err != nil {
			return nil, false
		}
		lines = append(lines, string(line))
	}
	return lines, true
}

func listJSON(lines []string) json.RawMessage {
	list := make([]json.RawMessage, len(lines))
	for i, line := range lines {
		list[i] = json.RawMessage(line)
	}
	return written(list, len(list))
}

// partsOf are the parts of a structure; null has none.
func partsOf(raw json.RawMessage) (parts map[string]json.RawMessage, ok bool) {
	return parts, len(raw) == 0 || json.Unmarshal(raw, &parts) == nil
}

// written is a list or structure as an edit takes it: an empty one is null.
func written(v any, parts int) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil || parts == 0 {
		return json.RawMessage("null")
	}
	return raw
}

func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}
