package reports

import "github.com/fieldfare/fieldfare/assessments"

// source words a record by the day and time that its author remembers it by.
func (f *facts) source(id assessments.ID) Source {
	s := Source{ID: id, Kind: f.kinds[id]}
	on, at := f.when(id)
	if on.Valid() {
		s.Words = joined(", ", on.Time().Format("2 January"), string(at))
		return s
	}
	if info, ok := assessments.LookupKind(s.Kind); ok {
		s.Words = info.Title
	}
	return s
}

// when is the day and time of what a record says, empty where it has none.
func (f *facts) when(id assessments.ID) (assessments.Date, assessments.Clock) {
	if o := find(f.observations, id); o != nil {
		return o.On, o.At
	}
	if c := find(f.contacts, id); c != nil {
		return c.On, c.From
	}
	if s := find(f.scores, id); s != nil {
		return s.On, ""
	}
	if m := find(f.measurements, id); m != nil {
		return m.On, m.At
	}
	if g := find(f.reviews, id); g != nil {
		return g.On, ""
	}
	if r := find(f.requests, id); r != nil {
		return r.Received, ""
	}
	if r := find(f.referrals, id); r != nil {
		return r.Received, ""
	}
	return "", ""
}

// find returns the record with an id, or the zero value.
func find[T any](list []entry[T], id assessments.ID) T {
	for _, x := range list {
		if x.id == id {
			return x.v
		}
	}
	var none T
	return none
}
