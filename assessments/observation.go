package assessments

// KindObservation is one stamped note: what was seen, said or thought at a minute of a contact.
const KindObservation Kind = "observation"

// Observation keeps fact, opinion and what was said apart. Text is exactly what a reader may get; anything that may not
// leave the record belongs in Private, or the whole observation is marked confidential.
type Observation struct {
	Common
	Contact  ID      `json:"contact,omitempty" doc:"contact it belongs to" class:"internal"`
	On       Date    `json:"on,omitempty" required:"true" doc:"day" class:"education"`
	At       Clock   `json:"at,omitempty" doc:"time of day, Europe/London" class:"education"`
	Area     string  `json:"area,omitempty" enum:"sleep|eating|dressing|self-care|toileting|hands|handwriting|learning|calm-alert|sensory|play|mobility|seating|standing|with-others" doc:"functional area" class:"education"`
	Type     string  `json:"type,omitempty" required:"true" enum:"fact|opinion|said|strength" doc:"seen, thought, said by someone, or a strength" class:"education"`
	Text     string  `json:"text,omitempty" required:"true" doc:"one note in plain words; for said, the exact words without quotation marks" class:"education"`
	SaidBy   ID      `json:"said_by,omitempty" doc:"person or child record of who said it" class:"education"`
	SaidWho  string  `json:"said_who,omitempty" doc:"who said it, in words, where there is no record" class:"education"`
	How      string  `json:"how,omitempty" doc:"how the words were obtained: pointing, picture choice, interpreter" class:"education"`
	Help     string  `json:"help,omitempty" enum:"alone|visual|verbal|physical|hand-over-hand|dependent" doc:"help level" class:"education"`
	Place    string  `json:"place,omitempty" enum:"school|nursery|home|clinic|phone|video|other" doc:"where, if not the contact's place" class:"education"`
	Measures []Count `json:"measures,omitempty" doc:"numbers in the note: 11 of 26 letters" class:"education"`
	Goals    []ID    `json:"goals,omitempty" doc:"goals it speaks to" class:"internal"`
}

// A Count is a number in an observation: what was counted, how many, out of how many, in what unit.
type Count struct {
	What  string  `json:"what" doc:"what was counted"`
	Value float64 `json:"value" doc:"how many"`
	Of    float64 `json:"of,omitempty" doc:"out of how many"`
	Unit  string  `json:"unit,omitempty" doc:"min, letters, tries"`
}

// RecordKind is KindObservation.
func (*Observation) RecordKind() Kind { return KindObservation }

// Check returns the problems of an observation's own fields.
func (o *Observation) Check() Problems {
	var p Problems
	p.day("on", o.On, "Date of the note")
	p.clock("at", o.At, "Time of the note")
	if o.Type == "said" && o.SaidBy == "" && o.SaidWho == "" {
		p.add("said_by", "Say whose words these are.")
	}
	return p
}

// ICF returns the ICF-CY codes of the functional area, by domain brief section 4: code and short label only.
func (o *Observation) ICF() []string { return icfOf[o.Area] }

var icfOf = map[string][]string{
	"sleep": {"b134 sleep functions"}, "eating": {"d550 eating", "d560 drinking"}, "dressing": {"d540 dressing"},
	"self-care": {"d510 washing", "d520 caring for body parts"}, "toileting": {"d530 toileting"},
	"hands": {"d440 fine hand use", "d445 hand and arm use"}, "handwriting": {"d145 learning to write", "d170 writing"},
	"learning": {"d155 acquiring skills"}, "calm-alert": {"b140 attention", "d160 focusing attention"},
	"sensory": {"b156 perceptual functions", "b265 touch", "b260 proprioception", "b235 vestibular"},
	"play":    {"d9200 play"}, "mobility": {"d410 changing position", "d420 transferring", "d450 walking"},
	"seating": {"d415 maintaining a position"}, "standing": {"d415 maintaining a position"},
	"with-others": {"d710 basic interpersonal interactions"},
}

// Areas lists the functional areas in the order screens and reports use.
func Areas() []string {
	return []string{"seating", "standing", "mobility", "hands", "handwriting", "dressing", "self-care", "toileting", "eating",
		"learning", "calm-alert", "sensory", "play", "sleep", "with-others"}
}

// AreaWords is an area's name for people.
func AreaWords(area string) string {
	switch area {
	case "seating":
		return "Sitting and posture"
	case "hands":
		return "Hands and tools"
	case "calm-alert":
		return "Calm and alert"
	case "learning":
		return "Learning new skills"
	case "self-care":
		return "Washing and self-care"
	case "with-others":
		return "With others"
	case "eating":
		return "Eating and drinking"
	case "":
		return ""
	}
	return UpperFirst(area)
}
