package reports

import (
	"bytes"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// plain is Document without its methods, so that encoding/json does not call MarshalJSON again.
type plain Document

// MarshalJSON writes the tree with its blocks, each an object whose "type" is its BlockType. What was withheld and the
// list of sources are for the author and stay out.
func (d Document) MarshalJSON() ([]byte, error) {
	blocks := make([]json.RawMessage, 0, len(d.Blocks))
	for _, b := range d.Blocks {
		raw, err := json.Marshal(b)
		if err != nil {
			return nil, assessments.Wrap(err, assessments.Internal, "reports.json", "")
		}
		head := []byte(`{"type":"` + b.BlockType() + `"`)
		if len(raw) > len("{}") {
			head = append(head, ',')
		}
		blocks = append(blocks, append(head, raw[1:]...))
	}
	return json.Marshal(struct {
		plain
		Blocks []json.RawMessage `json:"blocks"`
	}{plain(d), blocks})
}

// UnmarshalJSON reads what MarshalJSON wrote. A block of an unknown type is refused (TooNew): leaving out a part of a
// report without a word would be worse than not showing it.
func (d *Document) UnmarshalJSON(data []byte) error {
	var in struct {
		*plain
		Blocks []json.RawMessage `json:"blocks"`
	}
	var out plain
	in.plain = &out
	if err := json.Unmarshal(data, &in); err != nil {
		return assessments.Wrap(err, assessments.Invalid, "reports.json", "This is not a report that Fieldfare wrote.")
	}
	for _, raw := range in.Blocks {
		b, err := readBlock(raw)
		if err != nil {
			return err
		}
		out.Blocks = append(out.Blocks, b)
	}
	*d = Document(out)
	return nil
}

func readBlock(raw json.RawMessage) (Block, error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, "reports.json", "This is not a report that Fieldfare wrote.")
	}
	b := newBlock(head.Type)
	if b == nil {
		return nil, assessments.Errorf(assessments.TooNew, "reports.json",
			"This report has a part (%q) that this Fieldfare does not know. Update Fieldfare, then open it again.", head.Type)
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(b); err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, "reports.json", "A part of this report cannot be read.")
	}
	return b, nil
}

// newBlock returns an empty block of the named type, or nil for a name nobody knows.
func newBlock(name string) Block {
	for _, b := range []Block{
		&Section{}, &Heading{}, &Para{}, &List{}, &Table{}, &KeyValues{}, &Card{}, &Action{}, &Callout{}, &Quote{},
		&Strengths{}, &Figure{}, &Drawing{}, &Chart{}, &Steps{}, &Beside{}, &TickGrid{}, &Volume{}, &Contents{}, &Signature{}, &PageBreak{},
	} {
		if b.BlockType() == name {
			return b
		}
	}
	return nil
}
