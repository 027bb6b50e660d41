package pathway

import (
	"context"
	"io/fs"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what a pathway reads. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
}

// A Named is somebody who can be picked.
type Named struct {
	ID    assessments.ID
	Name  string
	Job   string
	Phone string
}

// Page is one child's pathway as at a day.
type Page struct {
	Child      assessments.ID
	Known      string
	Pack       *service.Pack // never nil; an empty one where the service works by no rules we hold
	NoRules    string        // why there are no rules, as a sentence; "" where there are
	Service    assessments.ID
	Case       service.Case
	Referral   assessments.Record // the newest referral; without an id where there is none
	Clinicians []Named            // of the service
	People     []Named            // around the child
	Today      assessments.Date
	Me         assessments.ID

	open  map[assessments.Kind]assessments.Record // records that are still being written
	holds map[assessments.ID]assessments.ClockHold
	laws  clocks.Laws
}

// counted are the kinds that wait for a clinician's name, and count for nothing until they have it.
var counted = []assessments.Kind{assessments.KindTierMove, assessments.KindDischarge, assessments.KindClockHold}

// Read reads a child's pathway as at today.
func Read(ctx context.Context, r Reader, child, me assessments.ID, today assessments.Date) (*Page, error) {
	p := &Page{Child: child, Me: me, Today: today, open: map[assessments.Kind]assessments.Record{}, holds: map[assessments.ID]assessments.ClockHold{}}
	own, err := r.Records(ctx, store.Filter{Child: child})
	if err != nil {
		return nil, err
	}
	var kept []assessments.Record
	for _, rec := range own {
		if slices.Contains(counted, rec.Kind) && fresh(rec) {
			p.open[rec.Kind] = rec
			continue
		}
		kept = append(kept, rec)
		switch rec.Kind {
		case assessments.KindPerson:
			p.People = append(p.People, person(rec))
		case assessments.KindClockHold:
			var h assessments.ClockHold
			assessments.Decode(rec.Fields, &h)
			p.holds[rec.ID] = h
		}
	}
	team := assessments.TeamScope()
	staff, err := r.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindPerson}})
	if err != nil {
		return nil, err
	}
	for _, rec := range staff {
		if role := rec.Fields.Text("role"); role == "occupational-therapist" || role == "physiotherapist" || rec.ID == me {
			p.Clinicians = append(p.Clinicians, person(rec))
		}
	}
	p.Case = service.ForChild(kept, child, today)
	p.Known = p.Case.Child.Known()
	p.Referral = find(own, p.Case.Referred)
	if set, err := r.Record(ctx, p.Case.Child.Setting); err == nil && p.Case.Child.Setting != "" {
		assessments.Decode(set.Fields, &p.Case.Setting)
	}
	all, err := readHouses(ctx, r, assets.Services)
	if err != nil {
		return nil, err
	}
	house := all.pick(p.Case.Referral.Service)
	p.Pack, p.NoRules, p.Service = house.Pack, house.NoRules, house.Rec.ID
	p.Case.Pack, p.Case.Choices = p.Pack.Name, house.V.Choices
	p.laws, err = clocks.Read(assets.Clocks)
	return p, err
}

// house is the service with its rules.
type house struct {
	Rec     assessments.Record
	V       assessments.Service
	Pack    *service.Pack
	NoRules string
}

// houses are the services on this tablet: one, or several where children of two services are looked after.
type houses []house

// noHouse stands in where there is no service record at all.
func noHouse() house {
	return house{Pack: &service.Pack{}, NoRules: "Your service has not chosen its rules yet, so this referral is not checked against any."}
}

// readHouses reads every service with its rules.
func readHouses(ctx context.Context, r Reader, packs fs.FS) (houses, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		return nil, err
	}
	var out houses
	for _, rec := range recs {
		h := noHouse()
		h.Rec = rec
		assessments.Decode(rec.Fields, &h.V)
		if h.V.Rules != "" {
			if pack, err := service.Of(packs, &h.V); err == nil {
				h.Pack, h.NoRules = pack, ""
			} else if h.V.OwnRules != "" {
				h.NoRules = "The service’s own rules (version " + strconv.Itoa(h.V.RulesVersion) + ") cannot be opened on this tablet. Fieldfare here may need an update. Until then referrals are not checked against them."
			} else {
				h.NoRules = "The service works by “" + h.V.Rules + "”, and these rules are not on this tablet. Until it chooses others, referrals are not checked against any."
			}
		}
		out = append(out, h)
	}
	return out, nil
}

// pick finds the service that a referral names, else one whose rules we hold, else the first.
func (hs houses) pick(named assessments.ID) house {
	best := noHouse()
	for _, h := range hs {
		if h.Rec.ID == named && named != "" {
			return h
		}
		if best.Rec.ID == "" || best.NoRules != "" && h.NoRules == "" {
			best = h
		}
	}
	return best
}

// Typed lets the page follow what is typed into the referral.
func (p *Page) Typed(now assessments.Fields) {
	var r assessments.Referral
	assessments.Decode(now, &r)
	p.Case.Referral = r
}

// Writing is the record of a kind that still waits for its clinician; without an id where there is none.
func (p *Page) Writing(kind assessments.Kind) assessments.Record { return p.open[kind] }

// NameOf names a clinician or somebody around the child, "" where nobody of that record is known.
func (p *Page) NameOf(id assessments.ID) string {
	for _, n := range append(slices.Clone(p.Clinicians), p.People...) {
		if n.ID == id {
			return n.Name
		}
	}
	return ""
}

// fresh reports whether a record consists of what was typed alone.
func fresh(r assessments.Record) bool { return r.Meta.Seq == 0 && r.Meta.Unsent == 0 }

func find(recs []assessments.Record, id assessments.ID) assessments.Record {
	for _, r := range recs {
		if r.ID == id && id != "" {
			return r
		}
	}
	return assessments.Record{}
}

func person(rec assessments.Record) Named {
	var v assessments.Person
	assessments.Decode(rec.Fields, &v)
	return Named{ID: rec.ID, Name: v.Name, Job: v.JobWords(), Phone: v.Phone}
}
