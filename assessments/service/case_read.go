package service

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// maxCase is the most bytes a file with one child may have.
const maxCase = 32 << 20

// The ids of records that a plain file gives none.
const (
	plainChild   assessments.ID = "00000000-0000-7000-8000-000000000001"
	plainRecord  assessments.ID = "00000000-0000-7000-8000-000000000002"
	plainSetting assessments.ID = "00000000-0000-7000-8000-000000000003"
)

// plainFile is a referral as somebody types it: {"child": {...}, "referral": {...}}, with the setting and the service's choices
// where they matter. The fields are those of the records.
type plainFile struct {
	Child    assessments.Fields `json:"child"`
	Referral assessments.Fields `json:"referral"`
	Setting  assessments.Fields `json:"setting"`
	Choices  map[string]string  `json:"choices"`
}

// ReadCase reads a record bundle with one child, or one JSON object {"child": {...}, "referral": {...}}; name is what the file
// is called in messages. A field that does not exist is named, because a slip there would leave a rule unasked.
func ReadCase(r io.Reader, name string, today assessments.Date) (Case, error) {
	const op = "service.read"
	data, err := io.ReadAll(io.LimitReader(r, maxCase+1))
	if err != nil {
		return Case{}, assessments.Wrap(err, assessments.Unavailable, op, name+" could not be read.")
	}
	if len(data) > maxCase {
		return Case{}, assessments.Errorf(assessments.TooLarge, op, "%s is larger than %d MiB. Give a file with one child.", name, maxCase>>20)
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(data, &top); err == nil && top["bundle"] == nil && top["records"] == nil {
		return readPlain(data, name, today)
	}
	b, err := assessments.ParseBundle(bytes.NewReader(data), name) // also says what is wrong with a file that is no JSON
	if err != nil {
		return Case{}, err
	}
	return FromRecords(b.Records, today)
}

// readPlain reads a referral that somebody typed. It is given ids of its own, which never reach a store.
func readPlain(data []byte, name string, today assessments.Date) (Case, error) {
	const op = "service.read"
	var f plainFile
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return Case{}, assessments.Wrap(err, assessments.Invalid, op, name+" must be {\"child\": {…}, \"referral\": {…}}, with \"setting\" and \"choices\" where they matter, and nothing else.")
	}
	if f.Child == nil || f.Referral == nil {
		return Case{}, assessments.Errorf(assessments.Invalid, op, "%s needs both a \"child\" and a \"referral\".", name)
	}
	scope := assessments.ChildScope(plainChild)
	records := []assessments.Record{
		{ID: plainChild, Kind: assessments.KindChild, Scope: scope, Fields: f.Child},
		{ID: plainRecord, Kind: assessments.KindReferral, Scope: scope, Fields: f.Referral},
	}
	if f.Setting != nil {
		if f.Child["setting"] == nil {
			f.Child["setting"], _ = json.Marshal(plainSetting)
		}
		records = append(records, assessments.Record{ID: plainSetting, Kind: assessments.KindSetting, Scope: assessments.SettingScope(plainSetting), Fields: f.Setting})
	}
	if err := plainProblems(records).Err(op); err != nil {
		return Case{}, err
	}
	c, err := FromRecords(records, today)
	c.Choices = f.Choices
	return c, err
}

// plainProblems checks fields that somebody typed: their names, their types and each kind's own rules. What is required of a
// record in the store is not required here: what is missing is what the rules ask for.
func plainProblems(records []assessments.Record) assessments.Problems {
	var out assessments.Problems
	for _, r := range records {
		info, _ := assessments.LookupKind(r.Kind)
		for _, field := range r.Fields.Names() {
			known := func(f assessments.FieldShape) bool { return f.Name == field }
			if !slices.ContainsFunc(info.Fields(), known) {
				out = append(out, assessments.Problem{Field: field, Text: "A " + string(r.Kind) + " has no field " + field + "."})
			}
		}
		for _, p := range assessments.Check(r) {
			if r.Fields[p.Field] != nil {
				out = append(out, p)
			}
		}
	}
	return out
}
