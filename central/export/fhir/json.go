package fhir

import (
	"bytes"
	"encoding/json"
)

// decode reads JSON and keeps numbers as they were written: 1.50 is not 1.5 to whoever wrote it.
func decode(raw []byte, into *any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return dec.Decode(into)
}
