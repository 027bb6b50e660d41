package fhir

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// relatedPerson takes somebody around a child from a RelatedPerson.
func (im *importer) relatedPerson(f found) {
	child := im.childOf(f, "patient")
	if child == "" || im.joined[child] {
		return // who is around a child who is here already is known here
	}
	rec := assessments.Record{ID: im.idOf(f), Kind: assessments.KindPerson, Scope: assessments.ChildScope(child), Fields: assessments.Encode(personFrom(f.res))}
	im.keep(&f, rec)
}

func personFrom(r resource) *assessments.Person {
	p := &assessments.Person{}
	p.Missing = missingFrom(r)
	if p.Name, _, _, _ = namesFrom(r["name"]); p.Name == "" {
		p.Name = notKnown
	}
	p.Role = roleFrom(r["relationship"])
	for _, x := range asList(r["telecom"]) {
		t, _ := x.(resource)
		v, _ := t["value"].(string)
		switch {
		case t["use"] == "old":
		case t["system"] == "phone" && p.Phone == "":
			p.Phone = v
		case t["system"] == "email" && p.Email == "" && strings.Contains(v, "@"):
			p.Email = v
		}
	}
	p.Language = languageFrom(r["communication"])
	for _, f := range personFields(p) {
		*f.of() = extension(r, fieldURL(assessments.KindPerson, f.name))
	}
	if p.Role == "other" && p.Job == "" {
		p.Job = conceptWords(r["relationship"])
	}
	return p
}

// kin are codes of HL7's RoleCode for people around a child, by what a record calls them.
var kin = map[string]string{"MTH": "mother", "NMTH": "mother", "STPMTH": "parent", "ADOPTM": "mother", "FTH": "father", "NFTH": "father", "STPFTH": "parent", "ADOPTF": "father",
	"PRN": "parent", "STPPRN": "parent", "GRPRN": "grandparent", "GRMTH": "grandparent", "GRFTH": "grandparent", "MGRMTH": "grandparent", "MGRFTH": "grandparent",
	"PGRMTH": "grandparent", "PGRFTH": "grandparent", "GUARD": "carer", "PRNFOST": "carer", "FAMMEMB": "relative", "AUNT": "relative", "UNCLE": "relative",
	"SIB": "relative", "BRO": "relative", "SIS": "relative"}

func roleFrom(relationship any) string {
	roles := enumOf(assessments.KindPerson, "role")
	for _, x := range asList(relationship) {
		concept, _ := x.(resource)
		if text, _ := concept["text"].(string); slices.Contains(roles, strings.ToLower(text)) {
			return strings.ToLower(text)
		}
		for _, y := range asList(concept["coding"]) {
			coding, _ := y.(resource)
			code, _ := coding["code"].(string)
			if coding["system"] == roleCodes && kin[code] != "" {
				return kin[code]
			}
		}
	}
	return "other"
}

func enumOf(kind assessments.Kind, field string) []string {
	info, _ := assessments.LookupKind(kind)
	for _, f := range info.Fields() {
		if f.Name == field {
			return f.Enum
		}
	}
	return nil
}

func conceptWords(list any) string {
	for _, x := range asList(list) {
		concept, _ := x.(resource)
		if text, _ := concept["text"].(string); text != "" {
			return text
		}
		for _, y := range asList(concept["coding"]) {
			coding, _ := y.(resource)
			if d, _ := coding["display"].(string); d != "" {
				return d
			}
		}
	}
	return ""
}

// namesFrom picks the name somebody goes by in law, and the one they like: an official name before others, never an old one.
func namesFrom(list any) (whole, given, family, liked string) {
	best := -1
	rank := map[any]int{"official": 4, nil: 3, "usual": 2, "temp": 1, "anonymous": 1}
	var chosen resource
	for _, x := range asList(list) {
		n, _ := x.(resource)
		if r := rank[n["use"]]; r > 0 && r > best && wholeName(n) != "" {
			best, chosen = r, n
		}
	}
	if chosen == nil {
		return "", "", "", ""
	}
	whole = wholeName(chosen)
	family, _ = chosen["family"].(string)
	if g := asList(chosen["given"]); len(g) > 0 {
		given, _ = g[0].(string)
	}
	for _, x := range asList(list) {
		n, _ := x.(resource)
		if use := n["use"]; (use == "usual" || use == "nickname") && wholeName(n) != whole && liked == "" {
			liked = wholeName(n)
		}
	}
	return whole, given, family, liked
}

// wholeName is a name in its own order: as text where it was given so, else given names before the family's.
func wholeName(n resource) string {
	if text, _ := n["text"].(string); strings.TrimSpace(text) != "" {
		return text
	}
	var parts []string
	for _, x := range append(slices.Clone(asList(n["given"])), n["family"]) {
		if s, _ := x.(string); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// addressFrom picks where somebody lives: a home before others, never an old or a billing address.
func addressFrom(list any) (address, postcode string) {
	best := 0
	rank := map[any]int{"home": 3, nil: 2, "temp": 1}
	for _, x := range asList(list) {
		a, _ := x.(resource)
		if rank[a["use"]] <= best {
			continue
		}
		best = rank[a["use"]]
		postcode, _ = a["postalCode"].(string)
		if address, _ = a["text"].(string); address != "" {
			continue
		}
		var parts []string
		for _, y := range append(slices.Clone(asList(a["line"])), a["city"], a["district"]) {
			if s, _ := y.(string); s != "" {
				parts = append(parts, s)
			}
		}
		address = strings.Join(parts, ", ")
	}
	return address, postcode
}

// languageFrom is the preferred language in words, else the first.
func languageFrom(list any) string {
	var first resource
	for _, x := range asList(list) {
		c, _ := x.(resource)
		if first == nil || c["preferred"] == true {
			first = c
		}
		if c["preferred"] == true {
			break
		}
	}
	concept, _ := first["language"].(resource)
	if text, _ := concept["text"].(string); text != "" {
		return text
	}
	codings := asList(concept["coding"])
	if len(codings) == 0 {
		return ""
	}
	coding, _ := codings[0].(resource)
	if d, _ := coding["display"].(string); d != "" {
		return d
	}
	code, _ := coding["code"].(string)
	for name, t := range tags {
		if t == strings.ToLower(code) && name != "panjabi" && name != "farsi" {
			return assessments.UpperFirst(name)
		}
	}
	return code
}
