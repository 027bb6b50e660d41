package fhir

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// primitive says of each type of a single value how it is written, in words and as a pattern (http://hl7.org/fhir/R4/datatypes.html).
var primitive = map[string]struct {
	pattern *regexp.Regexp
	words   string
}{
	"base64Binary": {nil, "bytes as base64"},
	"boolean":      {regexp.MustCompile(`^(true|false)$`), "true or false"},
	"canonical":    {regexp.MustCompile(`^\S+$`), "an address without spaces"},
	"code":         {regexp.MustCompile(`^[^\s]+( [^\s]+)*$`), "a code without spaces around it"},
	"date":         {regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`), "a date such as 2020-02-29"},
	"dateTime":     {regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$`), "a date, with a time such as 2020-02-29T09:30:00Z if any"},
	"decimal":      {regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$`), "a number"},
	"id":           {regexp.MustCompile(`^[A-Za-z0-9\-.]{1,64}$`), "an id of at most 64 letters, digits, hyphens and dots"},
	"instant":      {regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$`), "a moment such as 2020-02-29T09:30:00Z"},
	"integer":      {regexp.MustCompile(`^(0|-?[1-9]\d*)$`), "a whole number"},
	"markdown":     {regexp.MustCompile(`\S`), "text"},
	"oid":          {regexp.MustCompile(`^urn:oid:[0-2](\.(0|[1-9]\d*))+$`), "an OID"},
	"positiveInt":  {regexp.MustCompile(`^[1-9]\d*$`), "a whole number above 0"},
	"string":       {regexp.MustCompile(`\S`), "text"},
	"time":         {regexp.MustCompile(`^\d{2}:\d{2}:\d{2}(\.\d+)?$`), "a time such as 09:30:00"},
	"unsignedInt":  {regexp.MustCompile(`^(0|[1-9]\d*)$`), "a whole number"},
	"uri":          {regexp.MustCompile(`^\S+$`), "an address without spaces"},
	"url":          {regexp.MustCompile(`^\S+$`), "an address without spaces"},
	"uuid":         {regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`), "a UUID"},
	"xhtml":        {regexp.MustCompile(`(?s)^\s*<`), "a piece of XHTML"},
}

// numeric are the types that JSON writes without quotation marks.
var numeric = []string{"decimal", "integer", "positiveInt", "unsignedInt"}

// written makes the value of a text in XML what it is in JSON.
func written(typ, text string) any {
	switch {
	case typ == "boolean" && text == "true":
		return true
	case typ == "boolean" && text == "false":
		return false
	case slices.Contains(numeric, typ) && primitive[typ].pattern.MatchString(text):
		return json.Number(text)
	}
	return text
}

// sound says whether a value of JSON is one of the type.
func sound(typ string, value any) bool {
	var text string
	switch v := value.(type) {
	case string:
		if typ == "boolean" || slices.Contains(numeric, typ) {
			return false
		}
		text = v
	case bool:
		return typ == "boolean"
	case json.Number:
		if !slices.Contains(numeric, typ) {
			return false
		}
		text = v.String()
	default:
		return false
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return false
	}
	if typ == "base64Binary" {
		_, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		return err == nil && text != ""
	}
	if !primitive[typ].pattern.MatchString(text) {
		return false
	}
	if day, _, _ := strings.Cut(text, "T"); (typ == "date" || typ == "dateTime" || typ == "instant") && len(day) >= len("2006-01") {
		_, err := time.Parse("2006-01-02"[:len(day)], day)
		return err == nil
	}
	return true
}
