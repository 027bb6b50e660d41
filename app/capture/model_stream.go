package capture

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

var london = func() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		return time.UTC
	}
	return l
}()

// A Row is one note of the stream in ready words.
type Row struct {
	ID     assessments.ID
	Time   string
	Text   string
	Line   string // where it belongs, how much help, and on the newest that it is saved
	Newest bool
	Help   int // index into HelpWords, -1 for none
}

// HelpWords are the answers offered on the newest row; helpLevels are the levels they stand for.
var (
	HelpWords  = []string{"Prompted", "Helped", "Alone"}
	helpLevels = []string{"verbal", "physical", "alone"}
)

// HelpLevel is the level that an answer of HelpWords stands for.
func HelpLevel(i int) string { return helpLevels[i] }

// helpIndex is the answer that stands for a level: a picture is a prompt, hand over hand is help.
func helpIndex(level string) int {
	switch level {
	case "verbal", "visual":
		return 0
	case "physical", "hand-over-hand", "dependent":
		return 1
	case "alone":
		return 2
	}
	return -1
}

// HelpText is a help level in words.
func HelpText(level string) string {
	switch level {
	case "alone":
		return "alone"
	case "visual":
		return "prompted by a picture"
	case "verbal":
		return "prompted"
	case "physical":
		return "helped"
	case "hand-over-hand":
		return "hand over hand"
	case "dependent":
		return "an adult did it"
	}
	return ""
}

// Stream is the notes with the newest on top. Tallies and the interval timer have panels of their own and come back on
// the check screen.
func (b *Board) Stream() []Row {
	var rows []Row
	newest := b.Newest()
	for i := len(b.notes) - 1; i >= 0; i-- {
		n := b.notes[i]
		if isTally(n.obs) || isInterval(n.obs) {
			continue
		}
		r := b.row(n)
		if r.Newest = r.ID == newest; r.Newest {
			r.Line = join(", ", r.Line, "saved")
			rows = append([]Row{r}, rows...)
			continue
		}
		rows = append(rows, r)
	}
	return rows
}

// Newest is the note made last, "" when there is none yet or the contact is over.
func (b *Board) Newest() assessments.ID {
	if b.Ended() {
		return ""
	}
	counter := func(n *note) bool { return n == nil || isTally(n.obs) || isInterval(n.obs) }
	for i := len(b.made) - 1; i >= 0; i-- { // a clock that was set back makes ids that look older
		if n := b.note(b.made[i]); !counter(n) {
			return n.rec.ID
		}
	}
	var id assessments.ID
	for _, n := range b.notes {
		if !counter(n) && n.rec.ID > id {
			id = n.rec.ID // ids are made in the order of time
		}
	}
	return id
}

func (b *Board) row(n *note) Row {
	o := n.obs
	r := Row{ID: n.rec.ID, Time: string(o.At), Text: o.Text, Help: helpIndex(o.Help)}
	where := domainOf(o.Area)
	if o.Type == "said" {
		r.Text = "“" + o.Text + "”"
		where = b.speaker(o)
	}
	kind := map[string]string{"strength": "a strength", "opinion": "what I think"}[o.Type]
	r.Line = join(", ", where, kind, HelpText(o.Help))
	return r
}

// speaker is whose words a said note holds.
func (b *Board) speaker(o assessments.Observation) string {
	if o.SaidBy == b.Child && o.SaidBy != "" {
		return b.known + " said"
	}
	for _, p := range b.people {
		if p.id == o.SaidBy && p.id != "" {
			return p.name + " said"
		}
	}
	if o.SaidWho != "" {
		return o.SaidWho + " said"
	}
	return "Said"
}

func join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

// Title is the contact in a few words, as over the clock.
func (b *Board) Title() string {
	if b.contact.Purpose != "" {
		return b.contact.Purpose
	}
	return b.contact.Title()
}

// Subtitle is day, start and place.
func (b *Board) Subtitle() string {
	return join(", ", b.contact.On.Weekday(), b.Started(), b.setting)
}

// Started is when the contact began, or from when to when it was.
func (b *Board) Started() string {
	switch {
	case b.Ended() && b.contact.From != "" && b.contact.To != "":
		return string(b.contact.From) + " to " + string(b.contact.To)
	case b.contact.From != "":
		return "started " + string(b.contact.From)
	}
	return ""
}

// Elapsed is how long the contact has run, as 45:12 or 1:05:12; its whole length once it is over.
func (b *Board) Elapsed() string {
	from, err := time.ParseInLocation("2006-01-02 15:04", string(b.contact.On)+" "+string(b.contact.From), london)
	if err != nil {
		return "0:00"
	}
	to := b.now()
	if b.Ended() {
		to, err = time.ParseInLocation("2006-01-02 15:04", string(b.contact.On)+" "+string(b.contact.To), london)
		if err != nil {
			return "Ended"
		}
	}
	s := max(int(to.Sub(from)/time.Second), 0)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// Note is a note as the correction panel shows it; ok is false when it is not on the board.
func (b *Board) Note(id assessments.ID) (o assessments.Observation, ok bool) {
	n := b.note(id)
	if n == nil {
		return o, false
	}
	return n.obs, true
}

// SetText, SetArea and SetType correct a note; each answers what puts it back.
func (b *Board) SetText(ctx context.Context, id assessments.ID, text string) (undo func()) {
	if text = strings.TrimSpace(text); text == "" {
		return nil // an empty note says nothing; it is struck out on purpose, not by emptying it
	}
	return b.change(ctx, id, func(o *assessments.Observation) { o.Text = text })
}

// SetArea moves a note to another functional area.
func (b *Board) SetArea(ctx context.Context, id assessments.ID, area string) (undo func()) {
	return b.change(ctx, id, func(o *assessments.Observation) { o.Area = area })
}

// SetType says whether it was seen, is thought, or is a strength.
func (b *Board) SetType(ctx context.Context, id assessments.ID, kind string) (undo func()) {
	return b.change(ctx, id, func(o *assessments.Observation) { o.Type = kind })
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
