package delivery

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A task is a programme or a row of provision that the reader of a report may log: one that stands in the report, so that the log
// tells nobody of anything new.
type task struct {
	assessments.LogTask
	Number int
	Shut   assessments.Date
}

const (
	logGrace = 14     // days after the last one in which a week may still be entered
	logOpen  = 12 * 7 // days that the log of a programme without an end stays open
	logWeeks = 4      // weeks that are offered: this one, and those before
	weekLong = 7      // days
)

// tasks are what the reader may log today. The log outlives the link's fourteen days: it closes with the programme.
func (p *parcel) tasks(today assessments.Date) []task {
	if p.standing != open && p.standing != spent && p.standing != expired {
		return nil
	}
	home := p.share.Recipient == assessments.RoleParent || p.share.Recipient == assessments.RoleYoungPerson
	school := p.share.Recipient == assessments.RoleSchool || p.share.Recipient == assessments.RoleNursery
	var told []assessments.Record
	for _, r := range p.records { // goals tell nothing here: they say which one a count speaks to
		if r.Kind == assessments.KindGoal || r.Kind == assessments.KindEnteredInError || strings.Contains(p.report.Tree, string(r.ID)) {
			told = append(told, r)
		}
	}
	var out []task
	for _, t := range assessments.LogTasks(told) {
		if !(home && t.Home || school && t.School) {
			continue
		}
		x := task{LogTask: t, Shut: t.Last.AddDays(logGrace), Number: len(out) + 1}
		if !t.Last.Valid() {
			x.Shut = assessments.NewDate(p.share.SentTime()).AddDays(logOpen)
		}
		if today <= x.Shut {
			out = append(out, x)
		}
	}
	return out
}

// logCookie is the cookie of whoever gave the PIN to the log alone. It opens no report.
const logCookie = "logger"

// within is inside for the log: open longer than the report, and to whoever gave the PIN to either.
func (d *Desk) within(w http.ResponseWriter, r *http.Request) (p *parcel, tasks []task, done bool, err error) {
	p, tasks, done, err = d.logDoor(w, r)
	if done || err != nil {
		return p, nil, true, err
	}
	if d.reader(r, p) == "" && d.holds(r, p, logCookie) == "" {
		return p, nil, true, see(w, r, p.link, "log/pin")
	}
	return p, tasks, false, nil
}

func (d *Desk) logDoor(w http.ResponseWriter, r *http.Request) (p *parcel, tasks []task, done bool, err error) {
	if p, err = d.find(r.Context(), r.PathValue("link")); err != nil {
		return nil, nil, true, err
	}
	if r.Method == http.MethodPost {
		if err := d.Site.Check(r, p.link); err != nil {
			return nil, nil, true, err
		}
	}
	if tasks = p.tasks(d.today()); len(tasks) > 0 {
		return p, tasks, false, nil
	}
	if p.standing != open {
		return p, nil, true, d.closed(w, r, p)
	}
	return nil, nil, true, assessments.Errorf(assessments.NotFound, "delivery.log", "This report has nothing to log.")
}

// LogPIN asks for the PIN of the log.
func (d *Desk) LogPIN(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.logDoor(w, r)
	if done || err != nil {
		return err
	}
	return d.pin(w, r, p, http.StatusOK, "")
}

// GiveLogPIN opens the log, and no report: it takes no opening from the link's ten.
func (d *Desk) GiveLogPIN(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.logDoor(w, r)
	if done || err != nil {
		return err
	}
	if ok, err := d.tryPIN(w, r, p); !ok || err != nil {
		return err
	}
	if err := d.Ledger.ForgetPINs(r.Context(), p.row); err != nil {
		return err
	}
	if _, err := d.admit(w, p, logCookie, "", readerLife); err != nil {
		return err
	}
	return see(w, r, p.link, "log")
}

// A logWeek is one week of a task as the list shows it.
type logWeek struct {
	Href   string
	Monday assessments.Date
	Done   int
	Filled bool
}

type logItem struct {
	task
	Weeks []logWeek
	Boxes []int // one for each of its days, on paper
	Blank []assessments.Date
}

// logID is the record of one week of one link.
func (p *parcel) logID(of assessments.ID, monday assessments.Date) assessments.ID {
	return assessments.DerivedID("log/"+string(of)+"/"+string(monday), p.row.Share)
}

// entered is what a week holds already.
func (p *parcel) entered(of assessments.ID, monday assessments.Date) (rec assessments.Record, v assessments.Log, ok bool) {
	id := p.logID(of, monday)
	i := slices.IndexFunc(p.records, func(r assessments.Record) bool { return r.ID == id })
	if i < 0 {
		return rec, v, false
	}
	assessments.Decode(p.records[i].Fields, &v)
	return p.records[i], v, true
}

// Logbook lists what may be logged, week by week.
func (d *Desk) Logbook(w http.ResponseWriter, r *http.Request) error {
	return d.showLog(w, r, "log", "Log what you do")
}

// LogPaper is the same to print: a line a week, to be filled in by hand and given to the therapist.
func (d *Desk) LogPaper(w http.ResponseWriter, r *http.Request) error {
	return d.showLog(w, r, "paper", "Log on paper")
}

func (d *Desk) showLog(w http.ResponseWriter, r *http.Request, name, title string) error {
	p, tasks, done, err := d.within(w, r)
	if done || err != nil {
		return err
	}
	if err := d.seen(r, p, "log"); err != nil {
		return err
	}
	var items []logItem
	for _, t := range tasks {
		x := logItem{task: t, Boxes: make([]int, 5)}
		if t.Home {
			x.Boxes = make([]int, weekLong)
		}
		for i, m := range t.Weeks(d.today(), logWeeks) {
			_, v, ok := p.entered(t.ID, m)
			x.Weeks = append(x.Weeks, logWeek{at(p.link, "log/"+strconv.Itoa(t.Number)+"/"+strconv.Itoa(i)), m, len(v.Days), ok})
		}
		for i := range 8 {
			if m := d.today().Monday().AddDays(weekLong * i); !t.Last.Valid() || m <= t.Last {
				x.Blank = append(x.Blank, m)
			}
		}
		items = append(items, x)
	}
	page := p.page(title, d.view(p, items))
	page.Flash = map[string]string{"logged": "Saved. " + assessments.UpperFirst(p.names.Known) + " sees it on the next day in the office at the latest."}[d.Site.TakeFlash(w, r, Path+p.link)]
	if name == "paper" {
		page.Back, page.Wide = web.Link{Href: at(p.link, "log"), Text: "Back to the log"}, true
	} else if p.standing == open {
		page.Back = web.Link{Href: at(p.link, "report"), Text: "The report"}
	}
	return pages.Show(w, http.StatusOK, name, page)
}

// author is whom the ledger writes for.
func (p *parcel) author() ledger.Author { return ledger.Author{Actor: p.actor()} }

// stamp is now, as records write it.
func (d *Desk) stamp() string { return d.Now().UTC().Format(time.RFC3339) }
