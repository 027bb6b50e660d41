package assessments

import (
	"reflect"
	"strings"
	"sync"
)

// A FieldShape describes one field of a kind: its name, what it holds, and who may see it. The shapes are read from the
// struct tags of the typed records, and `fieldfarectl schema`, docs/data.md and reports.Allow are all made from them.
type FieldShape struct {
	Name     string
	Doc      string
	Enum     []string
	Unit     string
	Class    Class
	Required bool
	Type     reflect.Type
}

// Class is how sensitive a field is. What a recipient's role may have is decided by class; see reports.Allow.
type Class string

// The classes. A field without a class has that of its kind.
const (
	ClassName      Class = "name"      // the name the child is called by
	ClassIdentity  Class = "identity"  // full name, birth date, NHS number, UPN
	ClassAddress   Class = "address"   // where the child lives, phone numbers of family
	ClassEducation Class = "education" // what helps in class
	ClassHealth    Class = "health"    // diagnoses, scores, medical findings
	ClassFamily    Class = "family"    // the family's circumstances
	ClassSizes     Class = "sizes"     // body measurements and equipment settings
	ClassProduct   Class = "product"   // equipment, price, quote
	ClassInternal  Class = "internal"  // never leaves the record
)

type fieldShape struct {
	name  string
	index []int
	FieldShape
}

// typeShape is what the tags of a typed record struct say: for reading it, and as it is told to others.
type typeShape struct {
	fields []fieldShape
	told   []FieldShape
}

var shapes sync.Map // reflect.Type -> *typeShape

// shapeOf lists the fields of a typed record struct, Common's included, in order of declaration.
func shapeOf(t reflect.Type) []fieldShape { return shapesOf(t).fields }

// shapesOf reads the tags of a type once a process.
func shapesOf(t reflect.Type) *typeShape {
	if s, ok := shapes.Load(t); ok {
		return s.(*typeShape)
	}
	out := &typeShape{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() || name == "" || name == "-" {
			continue
		}
		s := FieldShape{Name: name, Doc: f.Tag.Get("doc"), Unit: f.Tag.Get("unit"), Class: Class(f.Tag.Get("class")), Required: f.Tag.Get("required") == "true", Type: f.Type}
		if e := f.Tag.Get("enum"); e != "" {
			s.Enum = strings.Split(e, "|")
		}
		out.fields, out.told = append(out.fields, fieldShape{name, f.Index, s}), append(out.told, s)
	}
	shapes.Store(t, out)
	return out
}

// typeWords says what a field must hold, for a sentence.
func (s FieldShape) typeWords() string {
	switch s.Type {
	case reflect.TypeFor[Date]():
		return "a date in quotation marks, such as \"2026-03-12\""
	case reflect.TypeFor[Clock]():
		return "a time in quotation marks, such as \"09:24\""
	case reflect.TypeFor[ID]():
		return "a record's id in quotation marks"
	}
	switch s.Type.Kind() {
	case reflect.String:
		return "text in quotation marks"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list with the shape that the schema gives"
	case reflect.Pointer:
		return FieldShape{Type: s.Type.Elem()}.typeWords()
	default:
		return "an object with the shape that the schema gives"
	}
}

// checkShape adds the problems that hold for every kind: a required field is given, an enum holds one of its words, a
// list of roles holds roles.
func checkShape(src Typed, probs *Problems) {
	v := reflect.ValueOf(src).Elem()
	for _, sf := range shapeOf(v.Type()) {
		fv := v.FieldByIndex(sf.index)
		if sf.Required && isEmpty(fv) {
			probs.add(sf.name, "%s", sf.requiredSentence())
		}
		if len(sf.Enum) > 0 && fv.Kind() == reflect.String && fv.String() != "" && !oneOf(fv.String(), sf.Enum) {
			probs.add(sf.name, "%s must be one of %s; %q is not.", sf.name, strings.Join(sf.Enum, ", "), fv.String())
		}
		if fv.Type() == reflect.TypeFor[ID]() && fv.String() != "" && !ID(fv.String()).Valid() {
			probs.add(sf.name, "%s must be a record's id (36 characters); %q is not.", sf.name, fv.String())
		}
	}
}

func (s FieldShape) requiredSentence() string {
	if s.Doc == "" {
		return "Enter " + s.Name + "."
	}
	return "Enter " + s.Name + ": " + s.Doc + "."
}

func oneOf(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// typeOf is the struct type behind a Typed.
func typeOf(t Typed) reflect.Type { return reflect.TypeOf(t).Elem() }
