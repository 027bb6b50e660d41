package carry

import (
	"encoding/json"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestBack(t *testing.T) {
	for name, c := range map[string]struct{ before, set, now, want string }{
		"a text":                        {`"a"`, `"b"`, `"b"`, `"a"`},
		"a text into nothing":           {`null`, `"b"`, `"b"`, `null`},
		"a number":                      {`1`, `2`, `2`, `1`},
		"a tick":                        {`["a"]`, `["a","b"]`, `["a","b"]`, `["a"]`},
		"the only tick":                 {`null`, `["b"]`, `["b"]`, `null`},
		"a tick, and one after it":      {`["a"]`, `["a","b"]`, `["a","b","c"]`, `["a","c"]`},
		"the first tick, and one after": {`null`, `["b"]`, `["b","c"]`, `["c"]`},
		"taken out, and one after":      {`["a","b"]`, `["b"]`, `["b","c"]`, `["a","b","c"]`},
		"emptied, and one after":        {`["a"]`, `null`, `["c"]`, `["a","c"]`},
		"gone meanwhile":                {`["a"]`, `["a","b"]`, `["a"]`, `["a"]`},
		"a line of a list":              {`[{"n":1}]`, `[{"n":2}]`, `[{"n":2},{"n":5}]`, `[{"n":1},{"n":5}]`},
		"a line that was changed anew":  {`[{"n":1}]`, `[{"n":2}]`, `[{"n":3}]`, `[{"n":3}]`},
		"a part":                        {`{"a":1}`, `{"a":2}`, `{"a":2,"b":1}`, `{"a":1,"b":1}`},
		"a part put in":                 {`null`, `{"a":2}`, `{"a":2,"b":1}`, `{"b":1}`},
		"a part taken out":              {`{"a":2}`, `null`, `{"b":1}`, `{"a":2,"b":1}`},
		"a part that was changed anew":  {`{"a":1}`, `{"a":2}`, `{"a":3}`, `{"a":3}`},
	} {
		if got := Back(json.RawMessage(c.before), json.RawMessage(c.set), json.RawMessage(c.now)); !assessments.SameJSON(orNull(got), json.RawMessage(c.want)) {
			t.Errorf("%s: %s turned into %s is now %s; taken back it is %s, want %s", name, c.before, c.set, c.now, got, c.want)
		}
	}
}
