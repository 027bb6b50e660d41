package lead

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A tabletRow is a device as a page shows it.
type tabletRow struct {
	ledger.Device
	Who, Seen, Says string
	seen            time.Time
}

// says are the states in words.
var says = map[string]string{
	ledger.Active: "Works", ledger.Suspended: "Suspended: sends, and gets nothing", ledger.Revoked: "Revoked: locked", ledger.ToWipe: "To wipe itself when it next calls",
}

// tablets lists a service's devices with the names of those who have them, the one heard of last first.
func (d *Desk) tablets(ctx context.Context, tenant string) ([]tabletRow, error) {
	people, err := d.ledger.People(ctx, tenant)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	list, err := d.ledger.Devices(ctx, tenant)
	byNewest(list)
	out := make([]tabletRow, len(list))
	for i, t := range list {
		row := tabletRow{Device: t, Who: names[t.Therapist], Seen: "never", Says: says[t.State]}
		if at, err := time.Parse(time.RFC3339, t.LastSeen); err == nil {
			row.seen, row.Seen = at, ago(max(d.cfg.Now().Sub(at), 0))+" ago"
		}
		if t.Wiped != "" {
			row.Says = "Wiped itself"
		}
		out[i] = row
	}
	return out, err
}

// Devices lists the tablets.
func (d *Desk) Devices(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	list, err := d.tablets(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	return d.show(w, r, s, "devices", "devices", web.Page{Title: "Tablets", Data: list})
}

type devicePage struct {
	Tablet tabletRow
	Token  string
	Ask    *ledger.WipeAsk
	Mine   bool // the reader asked for the wipe
}

// device is one tablet of the reader's own service.
func (d *Desk) device(ctx context.Context, s ledger.Sitting, id string) (tabletRow, error) {
	list, err := d.tablets(ctx, s.Tenant)
	if err != nil {
		return tabletRow{}, err
	}
	i := slices.IndexFunc(list, func(t tabletRow) bool { return t.ID == id })
	if i < 0 {
		return tabletRow{}, assessments.Errorf(assessments.NotFound, "lead.device", "There is no tablet with that id in your service.")
	}
	return list[i], nil
}

// Device shows a tablet and what may be done to it.
func (d *Desk) Device(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showDevice(w, r, s, nil)
}

func (d *Desk) showDevice(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	t, err := d.device(as(r, s), s, r.PathValue("id"))
	if err != nil {
		return err
	}
	p := devicePage{Tablet: t, Token: d.site.Token(s.Key)}
	asks, err := d.ledger.WipeAsks(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	for _, a := range asks {
		if a.Device == t.ID {
			p.Ask, p.Mine = &a, a.Lead == string(s.Person)
		}
	}
	return d.show(w, r, s, "device", "devices", web.Page{Title: "Tablet of " + t.Who, Back: web.Link{Href: Home + "devices", Text: "All tablets"}, Problems: wrong, Data: p})
}

// DoDevice does one of the verbs to a tablet.
func (d *Desk) DoDevice(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	t, err := d.device(ctx, s, r.PathValue("id"))
	if err != nil {
		return err
	}
	flash := r.PostForm.Get("do")
	switch flash {
	case ledger.Active, ledger.Suspended, ledger.Revoked:
		err = d.ledger.SetDeviceState(ctx, t.ID, flash)
	case "accepted":
		_, err = d.ledger.AcceptDevice(ctx, t.ID)
	case "wipe":
		if r.PostForm.Get("sure") != "yes" {
			return d.showDevice(w, r, s, []web.Problem{{Field: "sure", Text: "Tick that you know what a wipe does."}})
		}
		var ordered bool
		if ordered, err = d.ledger.AskWipe(ctx, s.Tenant, t.ID, string(s.Person)); !ordered {
			flash = "asked"
		}
	case "dropped":
		err = d.ledger.DropWipe(ctx, s.Tenant, t.ID)
	default:
		err = assessments.Errorf(assessments.Invalid, "lead.device", "Choose what to do with the tablet.")
	}
	if err != nil {
		wrong, err := kindly(err, "")
		if err != nil {
			return err
		}
		return d.showDevice(w, r, s, wrong)
	}
	return d.done(w, r, Home+"devices/"+t.ID, flash)
}
