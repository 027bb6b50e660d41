package about

import (
	"runtime"
	"strings"
)

// A Part is somebody's work inside the app.
type Part struct {
	Name    string
	Version string
	Licence string // what sort, in a word or two
	Text    string // in full
}

// entry begins a part in the file of licences.
const entry = "=== "

// Parts reads the file of licences.
func Parts(file string) []Part {
	var out []Part
	for _, block := range strings.Split("\n"+file, "\n"+entry)[1:] {
		head, text, _ := strings.Cut(block, "\n")
		name, version, _ := strings.Cut(head, " ")
		text = strings.TrimSpace(text)
		out = append(out, Part{Name: name, Version: version, Licence: sortOf(text), Text: text})
	}
	return out
}

// marks are words that stand in a licence of a sort and in no other that is shipped here, the most telling first.
var marks = []struct{ in, sort string }{
	{"SIL OPEN FONT LICENSE", "SIL Open Font License 1.1"},
	{"Spell Checker Oriented Word Lists", "SCOWL, free to copy"},
	{"Apache License", "Apache 2.0"},
	{"Mozilla Public License", "Mozilla Public License 2.0"},
	{"Permission to use, copy, modify, and/or distribute", "ISC"},
	{"Permission to use, copy, modify, and distribute", "ISC"},
	{"Redistributions in binary form", "BSD"},
	{"Permission is hereby granted, free of charge", "MIT"},
	{"public domain", "Public domain"},
}

// sortOf names the sort of a licence, or "Its own".
func sortOf(text string) string {
	plain := strings.Join(strings.Fields(text), " ")
	for _, m := range marks {
		if strings.Contains(plain, m.in) {
			return m.sort
		}
	}
	return "Its own"
}

// Paragraphs are the text of a licence without the breaks of its lines, which were made for a page of another width.
func (p Part) Paragraphs() []string {
	var out []string
	for _, para := range strings.Split(p.Text, "\n\n") {
		if words := strings.Join(strings.Fields(para), " "); words != "" {
			out = append(out, words)
		}
	}
	return out
}

// Build says what the app runs on, for somebody who helps at the telephone.
func Build() string { return runtime.GOOS + " " + runtime.GOARCH + ", built with " + runtime.Version() }
