package store

import (
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
)

// silent are fields whose text nobody searches for: whole files, and words that belong to the machine.
var silent = map[string]bool{"pdf": true, "tree": true, "pdf_sha256": true, "tree_sha256": true, "recorded_at": true}

// nameOf is a record's own name or title, or "".
func nameOf(h *merge.Head) string {
	for _, f := range []string{"name", "title", "purpose", "item", "need"} {
		if t := plain(h.Fields, f); t != "" && !strings.HasPrefix(t, "{") && !strings.HasPrefix(t, "[") {
			return t
		}
	}
	return ""
}

// titleOf is a record's own name, or what its kind is called.
func titleOf(h *merge.Head) string {
	if name := nameOf(h); name != "" {
		return name
	}
	if h.Kind == assessments.KindObservation {
		if a := assessments.AreaWords(plain(h.Fields, "area")); a != "" {
			return a
		}
	}
	if k, ok := assessments.LookupKind(h.Kind); ok {
		return k.Title
	}
	return string(h.Kind)
}

// wordsOf is the text of a record, one value after the other.
func wordsOf(h *merge.Head) string {
	var b strings.Builder
	eachText(h, func(s string) {
		b.WriteString(s)
		b.WriteByte('\n')
	})
	return b.String()
}

// eachText calls f for every text in the record that a person wrote.
func eachText(h *merge.Head, f func(string)) {
	for _, name := range h.Fields.Names() {
		raw := h.Fields[name]
		if silent[name] || len(raw) == 0 {
			continue
		}
		switch raw[0] {
		case '"':
			said(plain(h.Fields, name), f)
		case '[', '{':
			var v any
			if json.Unmarshal(raw, &v) == nil {
				texts(v, f)
			}
		case 't', 'f', 'n':
		default:
			f(string(raw)) // a number
		}
	}
}

// texts walks a list or an object for its texts; map keys are the machine's words and left out.
func texts(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		said(v, f)
	case []any:
		for _, x := range v {
			texts(x, f)
		}
	case map[string]any:
		for _, k := range sorted(v) {
			texts(v[k], f)
		}
	}
}

// said leaves out ids. A number written in groups, as NHS numbers are, is found without the spaces too.
func said(s string, f func(string)) {
	if s == "" || assessments.ID(s).Valid() {
		return
	}
	f(s)
	if joined := strings.ReplaceAll(s, " ", ""); len(joined) != len(s) && digitsOnly(joined) {
		f(joined)
	}
}

// digitsOnly is false for an empty text.
func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
