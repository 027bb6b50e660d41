package finder

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/app/places"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what the finder reads.
type Store interface {
	children.Lister
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Search(ctx context.Context, words string, limit int) ([]store.Hit, error)
}

// A Command is something the app does, or a place of it.
type Command struct {
	Icon  string // a name of the icon set
	Title string
	Line  string
	Also  string // other words for it
	Run   func()
}

// A Row is one thing found.
type Row struct {
	Icon    string
	Title   string
	Line    string
	Sort    string // Child, Command, or what sort of record it is
	Screen  string // where to go; "" for a command
	Child   assessments.ID
	Arg     assessments.ID
	Command *Command
}

// How many of each are shown: more than that nobody reads while typing.
const (
	mostChildren = 8
	mostCommands = 6
	mostHits     = 20
	leastLetters = 2 // before records are searched
)

// Model is what was found for the words of the moment.
type Model struct {
	commands []Command
	keys     []string
	kids     children.Model
	hits     []Row
	hitsOf   string // the words that the hits are of
	words    string
	Rows     []Row
}

// NewModel makes a finder over commands.
func NewModel(commands []Command) *Model {
	m := &Model{commands: commands}
	for _, c := range commands {
		m.keys = append(m.keys, children.Fold(c.Title+" "+c.Also))
	}
	return m
}

// Caseload reads the children; today is for ages. It may be called away from the screen.
func Caseload(ctx context.Context, s Store, today assessments.Date) (children.Model, error) {
	var kids children.Model
	all, err := children.Read(ctx, s, today)
	kids.Take(all)
	return kids, err
}

// Has puts the caseload in.
func (m *Model) Has(kids children.Model) {
	m.kids = kids
	m.Find(m.words)
}

// Find shows the children and commands that have every word, and the hits if they are of these words. It answers whether records
// are still to be searched.
func (m *Model) Find(words string) (search bool) {
	m.words = strings.TrimSpace(words)
	m.kids.Find(m.words)
	m.Rows = nil
	if m.words != "" {
		for _, k := range m.kids.Rows[:min(mostChildren, len(m.kids.Rows))] {
			m.Rows = append(m.Rows, Row{Icon: "child", Title: k.Title, Line: k.Subtitle, Sort: "Child", Screen: "child", Child: k.ID})
		}
	}
	m.Rows = append(m.Rows, m.known()...)
	search = len([]rune(m.words)) >= leastLetters
	if search && m.hitsOf == m.words {
		m.Rows = append(m.Rows, m.hits...)
		return false
	}
	return search
}

// known are the commands with the words, those whose title begins with them first.
func (m *Model) known() []Row {
	want := strings.Fields(children.Fold(m.words))
	var first, rest []Row
	for i := range m.commands {
		c := &m.commands[i]
		row := Row{Icon: c.Icon, Title: c.Title, Line: c.Line, Sort: "Go to", Command: c}
		switch {
		case !begins(m.keys[i], want):
		case len(want) > 0 && strings.HasPrefix(m.keys[i], want[0]):
			first = append(first, row)
		default:
			rest = append(rest, row)
		}
	}
	all := append(first, rest...)
	if m.words == "" {
		return all
	}
	return all[:min(mostCommands, len(all))]
}

// begins tells whether every word begins one of the words of a key.
func begins(key string, words []string) bool {
	for _, w := range words {
		if !strings.HasPrefix(key, w) && !strings.Contains(key, " "+w) {
			return false
		}
	}
	return true
}

// Search finds records that hold every word. It may be called away from the screen.
func Search(ctx context.Context, s Store, words string) ([]Row, error) {
	hits, err := s.Search(ctx, words, mostHits)
	if err != nil {
		return nil, err
	}
	names := map[assessments.ID]string{}
	var out []Row
	for _, h := range hits {
		if h.Kind == assessments.KindAlert || h.Kind == assessments.KindChild {
			continue // what an alert says is only for pressing and holding; a child is found by name
		}
		rec, err := s.Record(ctx, h.Record)
		if err != nil {
			continue // gone since
		}
		screen, arg := places.OfRecord(rec)
		row := Row{Icon: iconOf(h.Kind), Title: h.Snippet, Line: about(ctx, s, h, names), Sort: sortOf(h), Screen: screen, Child: h.Child, Arg: arg}
		if rec.Fields.Text("confidential") == "true" || questions.InConfidence(ctx, s, rec) {
			row.Title = "Marked as confidential: open it to read" // who looks over a shoulder sees that there is one, and no more
		}
		out = append(out, row)
	}
	return out, nil
}

// Took shows the hits of a search, unless other words have been typed since.
func (m *Model) Took(words string, hits []Row) {
	if strings.TrimSpace(words) == m.words {
		m.hits, m.hitsOf = hits, m.words
	}
	m.Find(m.words)
}

// Words says why nothing is shown.
func (m *Model) Words(searching bool) string {
	switch {
	case len(m.Rows) > 0 || searching:
		return ""
	case len([]rune(m.words)) < leastLetters:
		return "Go on typing to look through every record"
	}
	return "Nothing found. Try fewer letters, or another word"
}

// about says whose record it is and what stands at its head.
func about(ctx context.Context, s Store, h store.Hit, names map[assessments.ID]string) string {
	name, ok := names[h.Child]
	if !ok && h.Child != "" {
		if rec, err := s.Record(ctx, h.Child); err == nil {
			var c assessments.Child
			assessments.Decode(rec.Fields, &c)
			name = c.Name
		}
		names[h.Child] = name
	}
	title := h.Title
	if title == h.Snippet || title == sortOf(h) {
		title = ""
	}
	return strings.Trim(name+", "+title, ", ")
}

// sortOf is what sort of record a hit is.
func sortOf(h store.Hit) string {
	if k, ok := assessments.LookupKind(h.Kind); ok {
		return k.Title
	}
	return string(h.Kind)
}

// icons of the sorts of records; anything else is a file.
var icons = map[assessments.Kind]string{
	assessments.KindObservation: "eye", assessments.KindContact: "today", assessments.KindGoal: "flag", assessments.KindGoalReview: "chart",
	assessments.KindEquipment: "chair", assessments.KindMeasurement: "measure", assessments.KindScore: "chart", assessments.KindActivityPlan: "plan",
	assessments.KindActivity: "plan", assessments.KindPerson: "people", assessments.KindSetting: "school", assessments.KindGroupSession: "people",
	assessments.KindEquipmentItem: "tag",
}

func iconOf(k assessments.Kind) string {
	if i, ok := icons[k]; ok {
		return i
	}
	return "file"
}
