package fhir

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// The systems of a child's identifiers.
const (
	nhsNumber = "https://fhir.nhs.uk/Id/nhs-number"
	pupil     = "https://fieldfare.example/fhir/Id/unique-pupil-number"
)

// statuses are the codes of the NHS NUMBER STATUS INDICATOR for what the record says.
var statuses = map[string]string{"verified": "01", "not-verified": "02", "not-known": "03"}

const (
	statusURL    = ukCore + "Extension-UKCore-NHSNumberVerificationStatus"
	statusSystem = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland"
	absent       = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
	noNumberURL  = ukCore + "Extension-UKCore-NHSNumberUnavailableReason"
)

// A plainField is a field of a record that FHIR has no place for: it travels as an extension of ours.
type plainField struct {
	name string
	of   func() *string
}

// childFields are such fields of a child.
func childFields(c *assessments.Child) []plainField {
	return []plainField{
		{"name_note", func() *string { return &c.NameNote }}, {"home_name", func() *string { return &c.HomeName }}, {"pronoun", func() *string { return &c.Pronoun }},
		{"gestation", func() *string { return &c.Gestation }}, {"hand", func() *string { return &c.Hand }}, {"year", func() *string { return &c.Year }},
		{"class", func() *string { return &c.Class }}, {"attendance", func() *string { return &c.Attendance }}, {"next_setting", func() *string { return &c.NextSetting }},
		{"interpreter", func() *string { return &c.Interpreter }}, {"format", func() *string { return &c.Format }}, {"ehc_plan", func() *string { return &c.EHCPlan }},
	}
}

// fieldURL is the extension of a field: "…/child-hand".
func fieldURL(kind assessments.Kind, field string) string {
	return string(kind) + "-" + strings.ReplaceAll(field, "_", "-")
}

// patient is the child, and each confirmed diagnosis as a condition. What came in with the child goes out as it came, unless a
// field has changed since.
func (b *bundler) patient(rec assessments.Record, c *assessments.Child) []resource {
	p := kept(rec)
	p.dropOurs()
	was := &assessments.Child{}
	if len(p) > 0 {
		was = childFrom(p)
	}
	p["resourceType"], p["id"] = "Patient", string(rec.ID)
	meta, _ := p["meta"].(resource)
	p["meta"] = withProfile(meta)
	if digits(c.NHSNumber) != was.NHSNumber || c.NHSStatus != was.NHSStatus || c.UPN != was.UPN {
		p["identifier"] = slices.Concat(identifiers(c), without(p["identifier"], "system", nhsNumber, pupil))
	}
	if c.Name != was.Name || c.GivenName != was.GivenName || c.FamilyName != was.FamilyName || c.KnownAs != was.KnownAs {
		p["name"] = slices.Concat(names(c), without(p["name"], "use", "official", "usual", "nickname", nil))
	}
	if c.Born != was.Born {
		p.put("birthDate", day(c.Born)).answered("_birthDate")
	}
	if c.Died != was.Died {
		delete(p, "deceasedDateTime")
		delete(p, "deceasedBoolean") // the day says so, and both at once are no Patient
		p.put("deceasedDateTime", day(c.Died))
	}
	if c.Address != was.Address || c.Postcode != was.Postcode {
		p["address"] = slices.Concat(addresses(c), without(p["address"], "use", "home", nil))
	}
	if c.Language != was.Language {
		p["communication"] = slices.Concat(list(language(c.Language)), asList(p["communication"]))
	}
	for _, f := range childFields(c) {
		if f.name != "interpreter" || c.Interpreter != was.Interpreter {
			p.also("extension", extra(fieldURL(assessments.KindChild, f.name), *f.of()))
		}
	}
	if s := b.ref(c.Setting, "Organization"); s != nil {
		p.also("extension", extra("child-setting", s))
	}
	p.missing(c.Missing)
	p.tidy("identifier", "name", "address", "communication", "extension")
	out := []resource{p}
	for _, d := range c.Diagnoses {
		out = append(out, b.diagnosis(rec.ID, d))
	}
	return out
}

// answered takes off a plain value's extensions that it is not known: now it is.
func (r resource) answered(beside string) {
	b, _ := r[beside].(resource)
	if b == nil {
		return
	}
	rest := without(b["extension"], "url", absent)
	if b["extension"] = rest; len(rest) == 0 {
		delete(b, "extension")
	}
	if len(b) == 0 {
		delete(r, beside)
	}
}

// digits is an NHS number without its spaces, "" for none.
func digits(s string) string {
	n, err := assessments.ParseNHSNumber(s)
	if err != nil {
		return ""
	}
	return n
}

func withProfile(meta resource) resource {
	if meta == nil {
		meta = resource{}
	}
	profile := ukCore + "UKCore-Patient"
	if have := asList(meta["profile"]); !slices.Contains(have, any(profile)) {
		meta["profile"] = append([]any{profile}, have...)
	}
	return meta
}

func identifiers(c *assessments.Child) []any {
	var out []any
	if n, err := assessments.ParseNHSNumber(c.NHSNumber); err == nil {
		id := resource{"system": nhsNumber, "value": n}
		if s := statuses[c.NHSStatus]; s != "" {
			id["extension"] = []any{resource{"url": statusURL, "valueCodeableConcept": code(statusSystem, s, "")}}
		}
		out = append(out, id)
	} else if c.NHSStatus != "" {
		// The status of a number that is not there has no identifier to stand on: R4 wants a system and a value.
		out = append(out, resource{"system": nhsNumber, "_value": resource{"extension": []any{resource{
			"url": absent, "valueCode": "unknown"}}},
			"extension": []any{resource{"url": statusURL, "valueCodeableConcept": code(statusSystem, statuses[c.NHSStatus], "")}}})
	}
	if c.UPN != "" {
		out = append(out, resource{"system": pupil, "value": c.UPN})
	}
	return out
}

// names are the whole name in its own order, with its parts where it has them, and the name the child likes.
func names(c *assessments.Child) []any {
	n := resource{"use": "official"}.put("text", c.Name).put("family", c.FamilyName)
	if c.GivenName != "" {
		n["given"] = []any{c.GivenName}
	}
	out := []any{n}
	if c.KnownAs != "" {
		out = append(out, resource{"use": "usual", "text": c.KnownAs})
	}
	return out
}

func addresses(c *assessments.Child) []any {
	a := resource{}.put("text", c.Address).put("postalCode", c.Postcode)
	if nothing(a) {
		return nil
	}
	a["use"] = "home"
	return []any{a}
}

func language(name string) resource {
	if name == "" {
		return nil
	}
	// "Somali; little English" is Somali first. UK Core wants a code always: und says that the words have none here.
	first, _, _ := strings.Cut(strings.ToLower(name), ";")
	first, _, _ = strings.Cut(first, ",")
	l := words(name)
	l["coding"] = []any{resource{"system": "urn:ietf:bcp:47", "code": cmp.Or(tags[strings.TrimSpace(first)], "und")}}
	return resource{"language": l}
}

// tags are the languages most spoken at home by pupils in England; others are said in words.
var tags = map[string]string{"english": "en", "polish": "pl", "romanian": "ro", "urdu": "ur", "punjabi": "pa", "panjabi": "pa", "bengali": "bn", "arabic": "ar", "somali": "so",
	"gujarati": "gu", "portuguese": "pt", "spanish": "es", "french": "fr", "italian": "it", "turkish": "tr", "tamil": "ta", "lithuanian": "lt", "bulgarian": "bg",
	"russian": "ru", "ukrainian": "uk", "chinese": "zh", "kurdish": "ku", "pashto": "ps", "persian": "fa", "farsi": "fa", "hindi": "hi", "malayalam": "ml", "yoruba": "yo",
	"german": "de", "greek": "el", "hungarian": "hu", "albanian": "sq", "tigrinya": "ti", "amharic": "am", "vietnamese": "vi", "welsh": "cy", "british sign language": "bfi"}

// missing travels too: another system should not ask again for what is known not to be there.
func (r resource) missing(m map[string]string) {
	fields := make([]string, 0, len(m))
	for f := range m {
		fields = append(fields, f)
	}
	slices.Sort(fields)
	for _, f := range fields {
		r.also("extension", resource{"url": ours + "missing", "extension": list(
			resource{"url": "field", "valueString": f}, resource{"url": "reason", "valueString": cmp.Or(m[f], "not known")})})
	}
}

func (b *bundler) diagnosis(child assessments.ID, text string) resource {
	r := begin("Condition", assessments.DerivedID("fhir-diagnosis "+text, child), true)
	r["clinicalStatus"] = code(terms+"condition-clinical", "active", "")
	r["verificationStatus"] = code(terms+"condition-ver-status", "confirmed", "")
	r["category"] = []any{code(terms+"condition-category", "problem-list-item", "")}
	r["code"], r["subject"] = words(text), b.subject()
	return r.also("extension", extra("child-diagnosis", true))
}
