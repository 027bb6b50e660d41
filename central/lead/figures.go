package lead

import (
	"fmt"
	"net/http"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// figures is one table: rows and columns are named, and sums stand last. the last column and the last row of a table with Totals are sums.
type figures struct {
	Title, Note string
	Head        []string
	Rows        []figureRow
	Chart       *chart // nil for a table that is read as quickly
}

type figureRow struct {
	Name  string
	Cells []string
}

// bands are the weeks waited, as the table has them.
var bands = []struct {
	name string
	upto int // whole weeks, included
}{{"0 to 5 weeks", 5}, {"6 to 11", 11}, {"12 to 17", 17}, {"18 to 25", 25}, {"26 and more", 1 << 30}}

// Figures shows the service's figures.
func (d *Desk) Figures(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	tables, err := d.figures(r, s)
	if err != nil {
		return err
	}
	return d.show(w, r, s, "figures", "figures", web.Page{Title: "Service figures", Data: struct {
		Day    assessments.Date
		Tables []figures
	}{d.today(), tables}})
}

// FiguresCSV is the same as a file, one figure a line, with those of the survey behind.
func (d *Desk) FiguresCSV(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	tables, err := d.figures(r, s)
	if err != nil {
		return err
	}
	asks, list, err := d.surveys(r, s)
	if err != nil {
		return err
	}
	tables = append(tables, answered(asks, list)...)
	out := [][]string{{"figure", "row", "column", "value"}}
	for _, t := range tables {
		for _, row := range t.Rows {
			for i, cell := range row.Cells {
				out = append(out, []string{t.Title, row.Name, t.Head[i+1], cell})
			}
		}
	}
	return sendCSV(w, "figures-"+string(d.today())+".csv", out)
}

func (d *Desk) figures(r *http.Request, s ledger.Sitting) ([]figures, error) {
	v, err := d.board(as(r, s), s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(as(r, s), s.Tenant, "read: figures", "list")
	}
	if err != nil {
		return nil, err
	}
	out := []figures{waiting(v)}
	if p := v.pack; p != nil && p.Triage != nil && p.Triage.WorkingDays > 0 {
		out = append(out, inTime(fmt.Sprintf("Triage within %d working days", p.Triage.WorkingDays), "Referrals triaged in the last 12 months.", ended(v, service.TriageClock)))
	}
	out = append(out, inTime("EHC advice within 6 weeks", "Advice sent in the last 12 months.", ended(v, clocks.EHCAdvice)))
	return append(out, goals(v), contacts(v), unsigned(v, d.cfg.Now())), nil
}

// waiting is who waits for the first appointment, by urgency and weeks.
func waiting(v *view) figures {
	t := figures{Title: "Waiting for the first appointment", Note: "Children who were accepted and not seen yet, by whole weeks since the referral arrived.", Head: []string{"How soon"}}
	for _, b := range bands {
		t.Head = append(t.Head, b.name)
	}
	t.Head = append(t.Head, "All")
	counts := make([][]int, len(urgencyWords))
	for i := range counts {
		counts[i] = make([]int, len(bands))
	}
	for _, x := range v.waits {
		for i, u := range urgencyWords {
			for j, b := range bands {
				if u.Value == x.Urgency && x.Weeks <= b.upto {
					counts[i][j]++
					break
				}
			}
		}
	}
	cells := suppress(counts)
	for i, u := range urgencyWords {
		t.Rows = append(t.Rows, figureRow{u.Text, cells[i]})
	}
	t.Rows = append(t.Rows, figureRow{"All", cells[len(cells)-1]})
	t.Chart = draw("Children who wait, by weeks", t.Head[1:len(t.Head)-1], cells[len(cells)-1][:len(bands)])
	return t
}

// ended counts the clocks of a name that stopped within the last year: in time, and late.
func ended(v *view, name string) [2]int {
	today, out := v.day, [2]int{}
	from := assessments.NewDate(today.Time().AddDate(-1, 0, 1))
	for _, c := range v.children {
		for _, k := range c.ends {
			if k.name != name || k.on < from || k.on > today {
				continue
			}
			if k.late {
				out[1]++
			} else {
				out[0]++
			}
		}
	}
	return out
}

func inTime(title, note string, n [2]int) figures {
	cells := suppress([][]int{{n[0], n[1]}})
	t := figures{Title: title, Note: note, Head: []string{"When", "In time", "Late", "All", "In time, of 100"}, Rows: []figureRow{{"Last 12 months", cells[0]}}}
	share := "–"
	if all := n[0] + n[1]; cells[0][0] != few && cells[0][1] != few && all > 0 {
		share = fmt.Sprint(n[0] * 100 / all) // a share would give away what was left out
	}
	t.Chart = draw(title, t.Head[1:3], cells[0][:2])
	t.Rows[0].Cells = append(t.Rows[0].Cells, share)
	return t
}

// contactSorts are the kinds of contacts as the table has them.
var contactSorts = []string{"visit", "call", "video", "message", "meeting", "walk-in", "group"}

// contactStates are how they ended, as the columns have it.
var contactStates = []string{"attended", "not-brought", "did-not-attend", "cancelled"}

// contacts counts what was held, and what did not come about, by kind.
func contacts(v *view) figures {
	today := v.day
	t := figures{Title: "Contacts by kind", Note: "In the last 12 months. Was not brought: a child whom nobody brought. Did not attend: a young person who did not come.",
		Head: []string{"Kind", "Held", "Was not brought", "Did not attend", "Cancelled", "All"}}
	from := assessments.NewDate(today.Time().AddDate(-1, 0, 1))
	counts := make([][]int, len(contactSorts))
	for i := range counts {
		counts[i] = make([]int, len(contactStates))
	}
	for _, c := range v.children {
		for _, m := range c.counted {
			if m.on >= from && m.on <= today {
				counts[m.kind][m.state]++
			}
		}
	}
	cells := suppress(counts)
	var names, sums []string
	for i, sort := range contactSorts {
		t.Rows = append(t.Rows, figureRow{assessments.ContactNouns(sort), cells[i]})
		names, sums = append(names, assessments.ContactNouns(sort)), append(sums, cells[i][len(contactStates)])
	}
	t.Rows = append(t.Rows, figureRow{"All", cells[len(cells)-1]})
	t.Chart = draw("Contacts by kind", names, sums)
	return t
}

// unsigned counts reports that were begun more than a day ago and that nobody signed.
func unsigned(v *view, now time.Time) figures {
	n := 0
	for _, c := range v.children {
		for _, at := range c.unsigned {
			if t, err := time.Parse(time.RFC3339, at); err == nil && now.Sub(t) > old {
				n++
			}
		}
	}
	cell := fmt.Sprint(n)
	if n > 0 && n < least {
		cell = few
	}
	return figures{Title: "Unsigned for more than 24 hours", Note: "Reports that were begun and not signed.", Head: []string{"When", "Reports"}, Rows: []figureRow{{"Now", []string{cell}}}}
}
