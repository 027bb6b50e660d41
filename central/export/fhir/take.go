package fhir

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// patient takes a child from a Patient.
func (im *importer) patient(f *found) {
	f.id = im.idOf(*f)
	c := childFrom(f.res)
	for i, x := range asList(f.res["identifier"]) {
		id, _ := x.(resource)
		if v, has := id["value"].(string); has && id["system"] == nhsNumber {
			if _, err := assessments.ParseNHSNumber(v); err != nil {
				im.wrong.add(f.line, fmt.Sprintf("%s.identifier[%d].value", f.path, i), "%s", assessments.Sentence(err))
			}
		}
	}
	if !c.Born.Valid() {
		im.taken.Notes = append(im.taken.Notes, fmt.Sprintf("%s: %s Until it is there nothing that goes by age is worked out.", f.path, c.Missing["born"]))
	}
	im.notice(f)
	if im.join(f, c) {
		return
	}
	if c.NHSNumber != "" {
		if there, ok := im.into.ByNumber(c.NHSNumber); ok && there != f.id {
			im.wrong.add(f.line, f.path+".identifier", "A child with this NHS number is here already, under another id. Compare the two before you import anything.")
		}
		if _, twice := im.children["nhs "+c.NHSNumber]; twice {
			im.wrong.add(f.line, f.path+".identifier", "Two Patients of this file have one NHS number.")
		}
		im.children["nhs "+c.NHSNumber] = f.id
	}
	im.call(f, f.id)
	im.keep(f, assessments.Record{ID: f.id, Kind: assessments.KindChild, Scope: assessments.ChildScope(f.id), Fields: assessments.Encode(c)})
}

// notice says what a person should see before anything of the child goes anywhere; it comes in all the same.
func (im *importer) notice(f *found) {
	say := func(text string) { im.taken.Notes = append(im.taken.Notes, f.path+": "+text) }
	died, _ := f.res["deceasedDateTime"].(string)
	if died != "" || f.res["deceasedBoolean"] == true {
		say("This Patient is recorded there as having died. Make sure of it before you write to the family.")
	}
	if f.res["active"] == false {
		say("This record is no longer in use where it came from.")
	}
	for _, x := range asList(f.res["link"]) {
		if l, _ := x.(resource); l["type"] == "replaced-by" {
			say("Where it came from, another record has taken the place of this one. Ask for that one.")
		}
	}
}

// call notes every way in which the file may speak of a child.
func (im *importer) call(f *found, child assessments.ID) {
	for _, name := range []string{f.fullURL, "Patient/" + f.res.id(), urn(string(f.id))} {
		if name != "" {
			im.children[name] = child
		}
	}
}

// keep adds a record, and beside its fields what they cannot say.
func (im *importer) keep(f *found, rec assessments.Record) {
	if again := rebuilt(rec); !reflect.DeepEqual(comparable(again), comparable(f.res)) {
		raw, err := marshalTight(f.res)
		for i, p := range asList(f.res["photo"]) {
			if photo, _ := p.(resource); len(raw) > assessments.MaxField/2 && photo["data"] != nil {
				delete(photo, "data")
				im.taken.Notes = append(im.taken.Notes, fmt.Sprintf("%s: photo %d is too large to keep; where it came from has it still.", f.path, i+1))
			}
		}
		if len(raw) > assessments.MaxField/2 {
			raw, err = marshalTight(f.res)
		}
		if err == nil {
			quoted, _ := json.Marshal(string(raw)) // a string always marshals
			rec.Fields[keptField] = quoted
		}
	}
	im.taken.Records, im.taken.Lines[rec.ID] = append(im.taken.Records, rec), f.line
}

// marshalTight keeps numbers as they were written: 1.50 says how exact it is, which a tidier form of JSON would lose.
func marshalTight(r resource) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(r)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// rebuilt is what Export makes of a record without anything kept.
func rebuilt(rec assessments.Record) resource {
	b := &bundler{child: rec.Scope.ID, records: map[assessments.ID]assessments.Record{rec.ID: rec}, made: map[assessments.ID]string{rec.Scope.ID: "Patient"}}
	t, _ := rec.Read()
	switch x := t.(type) {
	case *assessments.Child:
		if x.Setting != "" {
			b.made[x.Setting] = "Organization"
		}
		return b.patient(rec, x)[0]
	case *assessments.Person:
		return b.relatedPerson(rec, x)
	}
	return nil
}

// comparable is a resource as plain JSON, without its id: a record has its own. Its subject goes too.
func comparable(r resource) any {
	raw, err := json.Marshal(r)
	if err != nil {
		return nil
	}
	var x any
	if decode(raw, &x) != nil {
		return nil
	}
	if m, ok := x.(map[string]any); ok {
		delete(m, "id")
		delete(m, "patient")
	}
	return x
}

// childFrom reads the fields of a child from a Patient.
func childFrom(p resource) *assessments.Child {
	c := &assessments.Child{}
	c.Missing = missingFrom(p)
	for _, x := range asList(p["identifier"]) {
		id, _ := x.(resource)
		switch id["system"] {
		case nhsNumber:
			if c.NHSNumber == "" {
				c.NHSNumber, c.NHSStatus = numberOf(id), statusFrom(id)
			}
		case pupil:
			c.UPN, _ = id["value"].(string)
		}
	}
	c.Name, c.GivenName, c.FamilyName, c.KnownAs = namesFrom(p["name"])
	if c.Name == "" {
		c.Name = notKnown
	}
	born, _ := p["birthDate"].(string)
	c.Born, c.Missing = whole(born, c.Missing)
	if died, _ := p["deceasedDateTime"].(string); len(died) >= len(time.DateOnly) && assessments.Date(died[:len(time.DateOnly)]).Valid() {
		c.Died = assessments.Date(died[:len(time.DateOnly)])
	}
	c.Address, c.Postcode = addressFrom(p["address"])
	c.Language = languageFrom(p["communication"])
	for _, f := range childFields(c) {
		*f.of() = extension(p, fieldURL(assessments.KindChild, f.name))
	}
	for _, x := range asList(p["extension"]) {
		e, _ := x.(resource)
		switch e["url"] {
		case ours + "child-setting":
			ref, _ := e["valueReference"].(resource)
			to, _ := ref["reference"].(string)
			if id := assessments.ID(strings.TrimPrefix(to, "urn:uuid:")); id.Valid() {
				c.Setting = id
			}
		case "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired":
			if e["valueBoolean"] == true && c.Interpreter == "" {
				c.Interpreter = "Interpreter needed"
			}
		}
	}
	return c
}

// whole is a date of birth where all of it is there. A year alone, a month or nothing is no day to reckon from: then what is missing says
// what was given, for whoever asks the family.
func whole(born string, missing map[string]string) (assessments.Date, map[string]string) {
	if d := assessments.Date(born); d.Valid() {
		return d, missing
	}
	if missing["born"] != "" {
		return "", missing
	}
	says := "No date of birth came with the record. Ask the family for it."
	if born != "" {
		says = "Only " + born + " came with the record. Ask the family for the whole date of birth."
	}
	missing = maps.Clone(missing)
	if missing == nil {
		missing = map[string]string{}
	}
	missing["born"] = says
	return "", missing
}

// notKnown stands where a file has no name: a record without one cannot be found again.
const notKnown = "Name not known"

func statusFrom(id resource) string {
	for _, x := range asList(id["extension"]) {
		e, _ := x.(resource)
		concept, _ := e["valueCodeableConcept"].(resource)
		for _, y := range asList(concept["coding"]) {
			coding, _ := y.(resource)
			if e["url"] != statusURL {
				continue
			}
			for status, code := range statuses {
				if coding["code"] == code {
					return status
				}
			}
			return "not-verified" // traced, being traced or in dispute: not one to rely on
		}
	}
	return ""
}

// extension is the text of an extension of ours, "" for none.
func extension(r resource, name string) string {
	for _, x := range asList(r["extension"]) {
		if e, _ := x.(resource); e["url"] == ours+name {
			s, _ := e["valueString"].(string)
			return s
		}
	}
	return ""
}

func missingFrom(r resource) map[string]string {
	var out map[string]string
	for _, x := range asList(r["extension"]) {
		e, _ := x.(resource)
		if e["url"] != ours+"missing" {
			continue
		}
		pair := map[any]string{}
		for _, y := range asList(e["extension"]) {
			p, _ := y.(resource)
			pair[p["url"]], _ = p["valueString"].(string)
		}
		if out == nil {
			out = map[string]string{}
		}
		out[pair["field"]] = pair["reason"]
	}
	return out
}

// diagnosis gives a diagnosis of ours back to its child; conditions that others wrote are theirs to judge and are left.
func (im *importer) diagnosis(f found) {
	own := slices.ContainsFunc(asList(f.res["extension"]), func(x any) bool {
		e, _ := x.(resource)
		return e["url"] == ours+"child-diagnosis"
	})
	concept, _ := f.res["code"].(resource)
	text, _ := concept["text"].(string)
	ref, _ := f.res["subject"].(resource)
	to, _ := ref["reference"].(string)
	id, ok := im.children[to]
	if !own || text == "" || !ok {
		im.taken.Left["Condition"]++
		return
	}
	for i := range im.taken.Records {
		r := &im.taken.Records[i]
		if r.ID != id {
			continue
		}
		var c assessments.Child
		assessments.Decode(r.Fields, &c)
		c.Diagnoses = append(c.Diagnoses, text)
		r.Fields["diagnoses"] = assessments.Encode(&assessments.Child{Diagnoses: c.Diagnoses})["diagnoses"]
	}
}
