package fhir

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 64 << 20

// Into is what an import must know of the place it goes to. NewID makes an id for what brings none of its own; ByNumber finds a
// child that is there already by its NHS number, ok false for none.
type Into struct {
	NewID    func() string
	ByNumber func(number string) (child assessments.ID, ok bool)
	// Here finds a record that is there already. Where it is given, the file is of referrals: ServiceRequests are taken too, and
	// those of a child who is here already, by id or by NHS number with the same date of birth, join that child.
	Here func(assessments.ID) (assessments.Record, bool)
}

// Taken is what a file holds: records of children and people, and how many resources of other types were left.
type Taken struct {
	Records []assessments.Record
	Left    map[string]int
	Notes   []string               // what a person should look at
	Lines   map[assessments.ID]int // where in the file a record stands
}

// Parse takes the Patients and RelatedPersons of a file: a bundle or one resource, as JSON or as XML. It is all or nothing: the
// error lists every mistake with its line and element. What no field can say is kept, and given back by Export.
func Parse(r io.Reader, name string, into Into) (Taken, error) {
	taken, wrong, err := Read(r, name, into)
	if err == nil && len(wrong.List) > 0 {
		err = assessments.Errorf(assessments.Invalid, "fhir.parse", "%s\nNothing from this file was imported.", wrong.Error())
	}
	if err != nil {
		return Taken{}, err
	}
	return taken, nil
}

// Read is Parse for whoever shows what a file holds: what can be taken, and beside it every mistake.
func Read(r io.Reader, name string, into Into) (Taken, assessments.FileProblems, error) {
	const op = "fhir.read"
	none := assessments.FileProblems{File: name}
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return Taken{}, none, assessments.Wrap(err, assessments.Unavailable, op, name+" could not be read.")
	}
	if len(data) > MaxFile {
		return Taken{}, none, assessments.Errorf(assessments.TooLarge, op, "%s is larger than %d MiB. Nothing from this file was imported.", name, MaxFile>>20)
	}
	im := &importer{into: into, wrong: &mistakes{none}, children: map[string]assessments.ID{}, joined: map[assessments.ID]bool{},
		taken: Taken{Left: map[string]int{}, Lines: map[assessments.ID]int{}}}
	im.file(bytes.TrimPrefix(data, []byte("\ufeff")))
	slices.SortStableFunc(im.wrong.List, func(a, b assessments.FileProblem) int { return cmp.Compare(a.Line, b.Line) })
	return im.taken, im.wrong.FileProblems, nil
}

// Looks reports whether the beginning of a file looks like FHIR: XML, or JSON that names a resource type and is no record bundle.
func Looks(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	return bytes.HasPrefix(head, []byte("<")) || bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"resourceType"`))
}

// importer takes one file.
type importer struct {
	into     Into
	wrong    *mistakes
	taken    Taken
	children map[string]assessments.ID // how the file refers to a patient: "Patient/x", "urn:uuid:…", "nhs …"
	found    []found
	joined   map[assessments.ID]bool // children who are here already
}

// found is one resource of the file with the address it stands under.
type found struct {
	kind, fullURL, path string
	line                int
	res                 resource
	id                  assessments.ID
}

func (im *importer) file(data []byte) {
	data = bytes.TrimRight(data, " \t\r\n")
	if len(data) == 0 {
		im.wrong.add(1, "", "The file is empty.")
		return
	}
	if bytes.TrimLeft(data, " \t\r\n")[0] == '<' {
		if t := readXML(data, im.wrong); t != nil {
			im.tags(t)
		}
	} else if n := readJSON(data, im.wrong); n != nil {
		im.nodes(n)
	}
	for i := range im.found {
		if im.found[i].kind == "Patient" {
			im.patient(&im.found[i])
		}
	}
	for _, f := range im.found {
		switch f.kind {
		case "RelatedPerson":
			im.relatedPerson(f)
		case "Condition":
			im.diagnosis(f)
		case "ServiceRequest":
			im.referral(f)
		}
	}
	if len(im.taken.Records) == 0 && len(im.wrong.List) == 0 {
		im.wrong.add(1, "", "The file holds no Patient and no RelatedPerson.")
	}
	for _, r := range im.taken.Records {
		for _, p := range assessments.Check(r) {
			im.wrong.add(max(im.taken.Lines[r.ID], 1), string(r.Kind)+" "+r.ID.Short()+", "+p.Field, "%s", p.Text)
		}
	}
}

func (im *importer) tags(t *tag) {
	if t.name != "Bundle" {
		im.one(t.asJSON(im.wrong), "", t.name)
		return
	}
	entry := 0
	for _, e := range t.kids {
		if e.name != "entry" {
			continue
		}
		url, path := "", fmt.Sprintf("entry[%d]", entry)
		entry++
		for _, x := range e.kids {
			if x.name == "fullUrl" {
				url = x.attrs["value"]
			}
			if x.name == "resource" && len(x.kids) == 1 {
				im.one(x.kids[0].asJSON(im.wrong), url, path+"."+x.kids[0].name)
			}
		}
	}
}

func (im *importer) nodes(n *node) {
	if n.text("resourceType") != "Bundle" {
		im.one(n, "", n.text("resourceType"))
		return
	}
	entries := n.of["entry"]
	if entries == nil {
		return
	}
	if !entries.list {
		im.wrong.add(entries.line, "Bundle.entry", "This must be a list: [ ... ].")
	}
	for i, e := range entries.items {
		path := fmt.Sprintf("entry[%d]", i)
		if !e.object() || e.of["resource"] == nil || !e.of["resource"].object() {
			im.wrong.add(e.line, path, "An entry must hold a resource.")
			continue
		}
		r := e.of["resource"]
		im.one(r, e.text("fullUrl"), path+"."+r.text("resourceType"))
	}
}

func (n *node) text(name string) string {
	if n.of[name] == nil {
		return ""
	}
	s, _ := n.of[name].value.(string)
	return s
}

// one holds a resource to its definition if it is of a type that is taken.
func (im *importer) one(n *node, url, path string) {
	if !n.object() || n.text("resourceType") == "" {
		im.wrong.add(n.line, "", "This is no FHIR resource: it has no resourceType.")
		return
	}
	f := found{kind: n.text("resourceType"), fullURL: url, path: path, line: n.line}
	c := &checker{im.wrong}
	switch f.kind {
	case "Patient", "RelatedPerson":
		f.res, _ = c.value(n, f.kind, path).(resource)
	case "ServiceRequest":
		if im.into.Here != nil {
			f.res, _ = c.plain(n, path, 0).(resource)
		}
	case "Condition":
		f.res, _ = c.plain(n, path, 0).(resource)
	}
	if f.res == nil {
		im.taken.Left[f.kind]++
		return
	}
	im.found = append(im.found, f)
}

// idOf is the id of the record that a resource becomes: its own where that is one of ours, else a new one.
func (im *importer) idOf(f found) assessments.ID {
	for _, id := range []string{strings.TrimPrefix(f.fullURL, "urn:uuid:"), f.res.id()} {
		if x := assessments.ID(id); x.Valid() {
			return x
		}
	}
	return assessments.ID(im.into.NewID())
}

// childOf is the child that a reference speaks of, "" with a mistake for none that is known.
func (im *importer) childOf(f found, member string) assessments.ID {
	ref, _ := f.res[member].(resource)
	to, _ := ref["reference"].(string)
	if id, ok := im.children[to]; ok {
		return id
	}
	if number := numberOf(ref["identifier"]); number != "" {
		if id, ok := im.children["nhs "+number]; ok {
			return id
		}
		if id, ok := im.into.ByNumber(number); ok {
			return id
		}
	}
	// One of ours may come back without its child, which is here already.
	if id := assessments.ID(strings.TrimPrefix(strings.TrimPrefix(to, "Patient/"), "urn:uuid:")); id.Valid() {
		return id
	}
	im.wrong.add(f.line, f.path+"."+member, "The file does not hold the Patient that this speaks of, %q. Send both in one bundle.", to)
	return ""
}

func numberOf(identifier any) string {
	id, _ := identifier.(resource)
	if s, _ := id["system"].(string); s != nhsNumber {
		return ""
	}
	text, _ := id["value"].(string)
	n, err := assessments.ParseNHSNumber(text)
	if err != nil {
		return ""
	}
	return n
}
