package assessments

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

// Common is what every kind of record may carry. Its fields stand beside the kind's own.
type Common struct {
	RecordedBy   ID                `json:"recorded_by,omitempty" doc:"person record of who wrote this down" class:"internal"`
	RecordedAt   string            `json:"recorded_at,omitempty" doc:"when it was written down, RFC 3339 in UTC; not when it happened" class:"internal"`
	Confidential bool              `json:"confidential,omitempty" doc:"true: no part of this record ever leaves the clinical record" class:"internal"`
	NotFor       []string          `json:"not_for,omitempty" doc:"roles of recipients that may not have any part of this record" class:"internal"`
	Private      string            `json:"private,omitempty" doc:"working note beside the record; never leaves it" class:"internal"`
	OtherNames   []string          `json:"other_names,omitempty" doc:"names of other children in this record: a text that holds one never leaves" class:"internal"`
	Missing      map[string]string `json:"missing,omitempty" doc:"what is known to be missing: field name to a short reason, such as \"school to give\"" class:"internal"`
	MovedFrom    ID                `json:"moved_from,omitempty" doc:"record under the wrong child that this one takes the place of" class:"internal"`
	MovedSigner  ID                `json:"moved_signer,omitempty" doc:"who had signed that record; until this one is signed, it waits for a countersignature" class:"internal"`
}

// common lets generic code reach the embedded Common of any typed record.
func (c *Common) common() *Common { return c }

// Typed is a pointer to one of the typed structs of this package (Child, Goal, …).
type Typed interface {
	// RecordKind is the kind that the struct reads.
	RecordKind() Kind
	// Check returns every broken rule of the struct's own fields.
	Check() Problems
	common() *Common
}

// Decode fills dst from the fields it knows. A field of the wrong type stays zero and becomes a Problem; unknown fields
// are left alone.
func Decode(f Fields, dst Typed) Problems {
	var probs Problems
	v := reflect.ValueOf(dst).Elem()
	for _, sf := range shapeOf(v.Type()) {
		raw, ok := f[sf.name]
		if !ok || isNull(raw) {
			continue
		}
		to := v.FieldByIndex(sf.index)
		if s, ok := plainText(raw); ok && to.Kind() == reflect.String {
			to.SetString(s)
		} else if json.Unmarshal(raw, to.Addr().Interface()) != nil {
			to.SetZero()
			probs.add(sf.name, "%s must be %s.", sf.name, sf.typeWords())
		}
	}
	return probs
}

// Encode returns the fields of src that are not empty.
func Encode(src Typed) Fields {
	f := Fields{}
	v := reflect.ValueOf(src).Elem()
	for _, sf := range shapeOf(v.Type()) {
		fv := v.FieldByIndex(sf.index)
		if isEmpty(fv) {
			continue
		}
		f[sf.name] = marshalField(fv)
	}
	return f
}

// Changed returns the fields that must be set to turn old into src: changed values, and null for values that src has
// cleared. Fields that src's type does not know, or could not read, are never in it: reading alone changes nothing.
func Changed(old Fields, src Typed) Fields {
	set := Fields{}
	v := reflect.ValueOf(src).Elem()
	for _, sf := range shapeOf(v.Type()) {
		fv := v.FieldByIndex(sf.index)
		was, had := old[sf.name]
		had = had && !isNull(was)
		if isEmpty(fv) {
			if had && clears(was, fv.Type()) {
				set[sf.name] = json.RawMessage("null")
			}
			continue
		}
		now := marshalField(fv)
		if !had || !SameJSON(was, now) {
			set[sf.name] = now
		}
	}
	return set
}

// clears reports whether an empty value of type t takes something away from what was recorded. A recorded 0, false or ""
// is as empty as nothing, and a value of another type was never read into the struct, so the struct cannot clear it.
func clears(was json.RawMessage, t reflect.Type) bool {
	v := reflect.New(t)
	return json.Unmarshal(was, v.Interface()) == nil && !isEmpty(v.Elem())
}

// SameJSON reports whether two JSON values mean the same, whatever their spacing and key order.
func SameJSON(a, b json.RawMessage) bool {
	if bytes.Equal(a, b) {
		return true
	}
	var x, y any
	if decodeExact(a, &x) != nil || decodeExact(b, &y) != nil {
		return false
	}
	return reflect.DeepEqual(x, y)
}

func decodeExact(raw []byte, dst *any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber() // 9007199254740993 and 9007199254740992 are not the same
	return dec.Decode(dst)
}

// isNull reports whether a value is absent or JSON null: both mean "not recorded".
func isNull(raw json.RawMessage) bool {
	if len(raw) > 0 && raw[0] == '"' {
		return false // most fields are text
	}
	t := bytes.TrimSpace(raw)
	return len(t) == 0 || bytes.Equal(t, []byte("null"))
}

// isEmpty follows encoding/json's omitempty and omitzero: zero values, empty lists, maps and texts.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	default:
		return v.IsZero()
	}
}

// marshalField is marshal of a field. Most are texts that stand between quotation marks as they are.
func marshalField(v reflect.Value) json.RawMessage {
	if v.Kind() == reflect.String {
		s := v.String()
		raw := make(json.RawMessage, 0, len(s)+2)
		raw = append(append(append(raw, '"'), s...), '"')
		if _, plain := plainText(raw); plain && !strings.ContainsAny(s, "\u2028\u2029") { // which JSON writes as escapes, for browsers
			return raw
		}
	}
	return marshal(v.Interface())
}

// marshal renders a typed value without escaping <, > and &; the typed structs hold nothing that cannot be marshalled.
func marshal(x any) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil {
		panic(fmt.Sprintf("assessments: a typed record field cannot be written as JSON: %v", err))
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Text returns a field as text: a JSON string's content, or the JSON itself for anything else, or "" when absent.
func (f Fields) Text(name string) string {
	raw := f[name]
	if isNull(raw) {
		return ""
	}
	s, ok := plainText(raw)
	if ok {
		return s
	}
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return strings.TrimSpace(string(raw))
}

// plainText is the content of a JSON string that stands there as it reads, which nearly every one does: no escapes, and no bytes that a
// parser would mend. A list of thousands of records is read ten times as fast without a parser for each field.
func plainText(raw json.RawMessage) (s string, ok bool) {
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	in := raw[1 : len(raw)-1]
	ascii := true
	for _, b := range in {
		if b < ' ' || b == '"' || b == '\\' {
			return "", false
		}
		ascii = ascii && b < utf8.RuneSelf
	}
	if !ascii && !utf8.Valid(in) {
		return "", false
	}
	return string(in), true
}
