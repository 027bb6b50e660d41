package phrases

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// The headings of the text file beside those of the board.
const (
	shortHeading  = "Abbreviations"
	reportHeading = "In reports"
	wordsHeading  = "Spelling"
	fileTitle     = "# Fieldfare phrases. One a line, under the heading in brackets. Lines that begin with # are not read."
)

// A File is what a text file of phrases holds.
type File struct {
	Tiles   map[string][]string // by heading of the board
	Short   []Abbreviation
	Reports []string
	Words   []string
}

// Export writes everything of the therapist's own: the arranged headings of the board, abbreviations, phrases for reports and words.
func Export(s Set, b library.Board, reports, words []string) string {
	var out strings.Builder
	out.WriteString(fileTitle + "\n")
	section := func(name string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&out, "\n[%s]\n%s\n", name, strings.Join(lines, "\n"))
		}
	}
	for _, d := range s.Apply(b).Domains {
		if _, touched := s.Columns[d.Name]; !touched {
			continue
		}
		var lines []string
		for _, p := range d.Tiles {
			lines = append(lines, p.Text)
		}
		section(d.Name, lines)
	}
	var short []string
	for _, a := range s.Short {
		short = append(short, a.Short+" = "+a.Long)
	}
	section(shortHeading, short)
	section(reportHeading, oneLine(reports))
	section(wordsHeading, oneLine(words))
	return out.String()
}

func oneLine(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, strings.Join(strings.Fields(s), " "))
	}
	return out
}

// Import reads what Export wrote, or what somebody wrote by hand. A file of which a line makes no sense is refused whole, with the
// line: half an import would leave the therapist guessing which half.
func Import(text string, b library.Board) (File, error) {
	f := File{Tiles: map[string][]string{}}
	known := map[string]string{}
	for _, d := range b.Domains {
		known[strings.ToLower(d.Name)] = d.Name
	}
	heading := ""
	for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = strings.Join(strings.Fields(line), " ")
		wrong := func(format string, args ...any) error {
			return assessments.Errorf(assessments.Invalid, "phrases.import", "Line %d: %s Nothing was read in.", i+1, fmt.Sprintf(format, args...))
		}
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") && isHeading(line[1:len(line)-1], known):
			heading = strings.ToLower(line[1 : len(line)-1])
		case heading == "":
			return File{}, wrong("“%s” stands under no heading. Put one in brackets above it, such as [Sitting].", assessments.Brief(line, assessments.Quoted))
		case heading == strings.ToLower(shortHeading):
			short, long, ok := strings.Cut(line, "=")
			if first, second := CheckShort(short, long); !ok || first+second != "" {
				return File{}, wrong("“%s” is no abbreviation. Write it as w/c = wheelchair.", assessments.Brief(line, assessments.Quoted))
			}
			f.Short = append(f.Short, Abbreviation{strings.TrimSpace(short), strings.TrimSpace(long)})
		case heading == strings.ToLower(reportHeading):
			f.Reports = append(f.Reports, line)
		case heading == strings.ToLower(wordsHeading):
			f.Words = append(f.Words, line)
		default:
			f.Tiles[known[heading]] = append(f.Tiles[known[heading]], line)
		}
	}
	if len(f.Tiles)+len(f.Short)+len(f.Reports)+len(f.Words) == 0 {
		return File{}, assessments.Errorf(assessments.Invalid, "phrases.import", "No phrases are in this file. Nothing was read in.")
	}
	return f, nil
}

func isHeading(s string, known map[string]string) bool {
	s = strings.ToLower(s)
	return known[s] != "" || s == strings.ToLower(shortHeading) || s == strings.ToLower(reportHeading) || s == strings.ToLower(wordsHeading)
}

// Merge is the set with a file read in: its tiles stand at the head of their headings in the order of the file, its abbreviations
// win over those of the same short form, and nothing that is there already goes.
func (s Set) Merge(f File, b library.Board) Set {
	for _, d := range b.Domains {
		lines := f.Tiles[d.Name]
		for i := len(lines) - 1; i >= 0; i-- {
			for _, now := range s.Apply(b).Domains {
				if now.Name == d.Name {
					s = s.Add(now, lines[i])
				}
			}
		}
	}
	for _, a := range f.Short {
		s = s.SetShort(a.Short, a.Long)
	}
	return s
}
