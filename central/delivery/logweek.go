package delivery

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/web"
)

// A dayBox is a day that may be ticked.
type dayBox struct {
	Day  assessments.Date
	Name string
	On   bool
}

// A countAsk is one thing to count: the day, how many, and the prompts it took.
type countAsk struct {
	What               string
	Day, Count, Prompt web.Field
}

type weekView struct {
	task
	Action      string
	Monday      assessments.Date
	Days        []dayBox
	Minutes     web.Field
	Counts      []countAsk
	Comment, By web.Field
	Seen        uint64 // the place in the ledger of what the page shows, 0 for nothing
}

// week finds the task and the week that an address names.
func (d *Desk) week(w http.ResponseWriter, r *http.Request) (p *parcel, t task, monday assessments.Date, done bool, err error) {
	p, tasks, done, err := d.within(w, r)
	if done || err != nil {
		return p, t, "", true, err
	}
	n, _ := strconv.Atoi(r.PathValue("task"))
	i, wrong := strconv.Atoi(r.PathValue("back"))
	if n > 0 && n <= len(tasks) {
		t = tasks[n-1]
	}
	if all := t.Weeks(d.today(), logWeeks); n > 0 && n <= len(tasks) && wrong == nil && i >= 0 && i < len(all) {
		return p, t, all[i], false, nil
	}
	return p, t, "", true, assessments.Errorf(assessments.NotFound, "delivery.log", "This week cannot be logged here. Go back to the log.")
}

// LogWeek shows the form of one week, with what was entered before.
func (d *Desk) LogWeek(w http.ResponseWriter, r *http.Request) error {
	p, t, monday, done, err := d.week(w, r)
	if done || err != nil {
		return err
	}
	_, v, ok := p.entered(t.ID, monday)
	if !ok {
		v.Minutes = t.Minutes
	}
	return d.showWeek(w, r, p, t, monday, http.StatusOK, v, nil)
}

func (d *Desk) showWeek(w http.ResponseWriter, r *http.Request, p *parcel, t task, monday assessments.Date, status int, v assessments.Log, problems []web.Problem) error {
	rec, _, _ := p.entered(t.ID, monday)
	x := weekView{task: t, Action: r.URL.Path, Monday: monday, Seen: rec.Meta.Seq,
		Minutes: web.Field{Name: "minutes", Label: "Minutes each time", Value: written(v.Minutes), Mode: "numeric", Width: "short", Max: 3},
		Comment: web.Field{Name: "comment", Label: "One comment, if you like", Hint: "What went well, what got in the way", Type: "textarea", Rows: 3, Max: assessments.LogComment, Value: v.Comment},
		By:      web.Field{Name: "by", Label: "Your name and job", Value: v.By, Complete: "name", Width: "middle", Max: nameMost}}
	if t.Home {
		x.By.Label = "Your name"
	}
	days := []web.Option{{Value: "", Text: "Not counted"}}
	for _, day := range t.Days(monday, d.today()) {
		x.Days = append(x.Days, dayBox{day, day.Time().Format("Monday 2 January"), slices.Contains(v.Days, day)})
		days = append(days, web.Option{Value: string(day), Text: day.Time().Format("Monday 2 January")})
	}
	for i, ask := range t.Ask {
		was := assessments.LogSample{}
		for _, s := range v.Samples {
			if s.What == ask.What {
				was = s
			}
		}
		n := strconv.Itoa(i)
		x.Counts = append(x.Counts, countAsk{ask.What,
			web.Field{Name: "day" + n, Label: "Day", Type: "select", Options: days, Value: string(was.On)},
			web.Field{Name: "count" + n, Label: "How many", Mode: "numeric", Width: "short", Max: 5, Value: pointed(was.Count)},
			web.Field{Name: "prompts" + n, Label: "Prompts it took", Hint: "0 for none", Mode: "numeric", Width: "short", Max: 5, Value: pointed(was.Prompts)}})
	}
	page := p.page("Week of "+monday.Time().Format("2\u00a0January"), d.view(p, x))
	page.Back, page.Problems = web.Link{Href: at(p.link, "log"), Text: "Back to the log"}, problems
	return pages.Show(w, status, "week", page)
}

func written(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func pointed(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// LoggedWeek takes a week down.
func (d *Desk) LoggedWeek(w http.ResponseWriter, r *http.Request) error {
	p, t, monday, done, err := d.week(w, r)
	if done || err != nil {
		return err
	}
	rec, was, again := p.entered(t.ID, monday)
	v, problems := d.typedWeek(r, p, t, monday)
	if len(problems) > 0 {
		return d.showWeek(w, r, p, t, monday, http.StatusUnprocessableEntity, v, problems)
	}
	if again && r.PostForm.Get("seen") != strconv.FormatUint(rec.Meta.Seq, 10) {
		v.RecordedAt = was.RecordedAt
		if len(assessments.Changed(rec.Fields, &v)) > 0 {
			return d.showWeek(w, r, p, t, monday, http.StatusConflict, together(was, v), []web.Problem{{Text: "A colleague saved this week meanwhile. Below is what they entered, with yours. Look it over, and save it."}})
		}
	}
	v.RecordedAt = d.stamp()
	if err := d.put(r, p, rec, again, p.logID(t.ID, monday), &v); assessments.KindOf(err) == assessments.Conflict && err != nil {
		return d.showWeek(w, r, p, t, monday, http.StatusConflict, v, []web.Problem{{Text: "A colleague is saving this week at this moment. Save once more to see what they wrote beside yours."}})
	} else if err != nil {
		return err
	}
	d.Site.Flash(w, Path+p.link, "logged")
	return see(w, r, p.link, "log")
}

// together is a week that two people entered: every day of either, and where both counted the same thing, or said how long, the later word.
func together(was, v assessments.Log) assessments.Log {
	v.Days = slices.Compact(slices.Sorted(slices.Values(slices.Concat(was.Days, v.Days))))
	for _, s := range was.Samples {
		if !slices.ContainsFunc(v.Samples, func(x assessments.LogSample) bool { return x.What == s.What }) {
			v.Samples = append(v.Samples, s)
		}
	}
	if !strings.Contains(v.Comment, was.Comment) {
		v.Comment = strings.TrimSpace(was.Comment + "\n" + v.Comment)
	}
	if v.Minutes == 0 {
		v.Minutes = was.Minutes
	}
	return v
}

// typedWeek reads the form into a log.
func (d *Desk) typedWeek(r *http.Request, p *parcel, t task, monday assessments.Date) (v assessments.Log, problems []web.Problem) {
	wrong := func(field, format string, args ...any) {
		problems = append(problems, web.Problem{Field: field, Text: fmt.Sprintf(format, args...)})
	}
	number := func(field, label string, most int) *int {
		s := strings.TrimSpace(r.PostForm.Get(field))
		if s == "" {
			return nil
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > most {
			wrong(field, "%s must be a whole number, such as 12", label)
			return nil
		}
		return &n
	}
	v = assessments.Log{Of: t.ID, Share: p.row.Share, Week: monday, By: line(r.PostForm.Get("by"))}
	for _, s := range r.PostForm["day"] {
		if day := assessments.Date(s); day.Valid() && day.Monday() == monday && day <= d.today() && !slices.Contains(v.Days, day) {
			v.Days = append(v.Days, day)
		}
	}
	slices.Sort(v.Days)
	if n := number("minutes", "Minutes each time", 600); n != nil {
		v.Minutes = *n
	}
	for i, ask := range t.Ask {
		s, n := ask, strconv.Itoa(i)
		s.Count, s.Prompts = number("count"+n, "How many", assessments.LogCount), number("prompts"+n, "Prompts", assessments.LogCount)
		s.On = assessments.Date(r.PostForm.Get("day" + n))
		switch counted := s.Count != nil || s.Prompts != nil; {
		case !counted && s.On == "":
			continue
		case !s.On.Valid() || s.On.Monday() != monday || s.On > d.today():
			wrong("day"+n, "Choose the day on which you counted")
		}
		v.Samples = append(v.Samples, s)
	}
	v.Comment = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(r.PostForm.Get("comment"), ""), "\r\n", "\n"), "\x00", ""))
	if utf8.RuneCountInString(v.Comment) > assessments.LogComment {
		wrong("comment", "Make the comment shorter: up to 1,000 letters")
	}
	if v.By == "" || utf8.RuneCountInString(v.By) > nameMost {
		wrong("by", "Enter your name, so that %s knows who did it", p.names.Known)
	}
	if len(v.Days) == 0 && len(v.Samples) == 0 && v.Comment == "" {
		// The days stand first on the page, so they are told of first.
		problems = slices.Insert(problems, 0, web.Problem{Field: "day", Text: "Tick the days on which it was done, or say in the comment why it was not"})
	}
	return v, problems
}
