package lead

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A schoolRow is a school or nursery, with the day on which it got its standing code.
type schoolRow struct {
	ID         assessments.ID
	Name, Mail string
	Since      string // "" for no code
}

type schoolPage struct {
	schoolRow
	Code  string // shown once, after it was made
	Token string
}

// taught are the settings that may have a code: those where somebody sits in an office.
var taught = []string{"primary", "secondary", "special", "nursery", "college"}

func (d *Desk) schools(ctx context.Context, s ledger.Sitting) ([]schoolRow, error) {
	recs, err := d.ledger.ReadKinds(ctx, s.Tenant, "schools", assessments.KindSetting)
	if err != nil {
		return nil, err
	}
	codes, err := d.ledger.SchoolCodes(ctx, s.Tenant)
	out := []schoolRow{}
	for _, r := range recs {
		if !slices.Contains(taught, r.Fields.Text("type")) {
			continue
		}
		row := schoolRow{ID: r.ID, Name: r.Fields.Text("name"), Mail: r.Fields.Text("email")}
		if at, err := time.Parse(time.RFC3339, codes[r.ID]); err == nil {
			row.Since = web.Day(at)
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, z schoolRow) int { return cmp.Or(cmp.Compare(a.Name, z.Name), cmp.Compare(a.ID, z.ID)) })
	return out, err
}

// Schools lists the schools and nurseries, and which of them have a standing code.
func (d *Desk) Schools(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	list, err := d.schools(as(r, s), s)
	if err != nil {
		return err
	}
	return d.show(w, r, s, "schools", "schools", web.Page{Title: "Schools", Data: list})
}

func (d *Desk) school(r *http.Request, s ledger.Sitting) (schoolPage, error) {
	list, err := d.schools(as(r, s), s)
	if err != nil {
		return schoolPage{}, err
	}
	i := slices.IndexFunc(list, func(x schoolRow) bool { return string(x.ID) == r.PathValue("id") })
	if i < 0 {
		return schoolPage{}, assessments.Errorf(assessments.NotFound, "lead.school", "There is no school with that id in your service.")
	}
	return schoolPage{schoolRow: list[i], Token: d.site.Token(s.Key)}, nil
}

func (d *Desk) showSchool(w http.ResponseWriter, r *http.Request, s ledger.Sitting, p schoolPage, wrong []web.Problem) error {
	return d.show(w, r, s, "school", "schools", web.Page{Title: p.Name, Back: web.Link{Href: Home + "schools", Text: "Schools"}, Problems: wrong, Data: p})
}

// School shows a school and whether it has a code.
func (d *Desk) School(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	p, err := d.school(r, s)
	if err != nil {
		return err
	}
	return d.showSchool(w, r, s, p, nil)
}

// DoSchool makes a code, which the page that answers shows once, or takes it away.
func (d *Desk) DoSchool(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	p, err := d.school(r, s)
	if err != nil {
		return err
	}
	switch r.PostForm.Get("do") {
	case "make":
		var random [8 + 16]byte
		if _, err := io.ReadFull(d.cfg.Rand, random[:]); err != nil {
			return assessments.Wrap(err, assessments.Internal, "lead.school", "")
		}
		code := assessments.SchoolCodeFrom([8]byte(random[:8]))
		sum, err := assessments.PINSum(code, [16]byte(random[8:]))
		if err == nil {
			err = d.ledger.SetSchoolCode(as(r, s), s.Tenant, p.ID, sum)
		}
		if err != nil {
			return err
		}
		p.Code, p.Since = code[:4]+"-"+code[4:], web.Day(d.cfg.Now())
		return d.showSchool(w, r, s, p, nil)
	case "drop":
		if err := d.ledger.SetSchoolCode(as(r, s), s.Tenant, p.ID, ""); err != nil {
			return err
		}
		return d.done(w, r, Home+"schools/"+string(p.ID), "uncoded")
	}
	return d.showSchool(w, r, s, p, []web.Problem{{Text: "Choose what to do."}})
}
