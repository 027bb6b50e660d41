package assessments

// KindEquipment is one piece of equipment or adaptation that is recommended, on trial, in use or referred for.
const KindEquipment Kind = "equipment"

// Equipment holds everything a supplier, a school and a funder need to act, and what keeps it safe.
type Equipment struct {
	Common
	Item          string        `json:"item,omitempty" required:"true" doc:"what it is, in words: writing slope, classroom chair" class:"product"`
	Maker         string        `json:"maker,omitempty" doc:"maker" class:"product"`
	Model         string        `json:"model,omitempty" doc:"model" class:"product"`
	Size          string        `json:"size,omitempty" doc:"maker's size" class:"product"`
	SizeNote      string        `json:"size_note,omitempty" doc:"what is to be checked about the size" class:"product"`
	Type          string        `json:"type,omitempty" enum:"chair|table|footrest|slope|seating-system|stander|hoist|bath-seat|toilet-seat|walker|splint|other" doc:"sort of equipment" class:"product"`
	Section       string        `json:"section,omitempty" enum:"F|G|H1|H2|none" doc:"where it stands in an EHC plan" class:"education"`
	Status        string        `json:"status,omitempty" required:"true" enum:"recommended|on-trial|not-suitable|ordered|in-use|referred|returned" doc:"how far it is" class:"product"`
	Settings      []Setup       `json:"settings,omitempty" doc:"how it is set, with units" class:"sizes"`
	Accessories   []string      `json:"accessories,omitempty" doc:"every part that must come with it" class:"product"`
	SetNote       string        `json:"set_note,omitempty" doc:"how to set it up" class:"sizes"`
	Use           string        `json:"use,omitempty" doc:"when and how long it is used" class:"education"`
	UseSetBy      string        `json:"use_set_by,omitempty" doc:"who decides how long" class:"education"`
	Why           string        `json:"why,omitempty" doc:"reason in the author's words" class:"health"`
	Goals         []ID          `json:"goals,omitempty" doc:"goals it serves" class:"internal"`
	Alternatives  []Alternative `json:"alternatives,omitempty" doc:"what else was tried or thought of, and why not" class:"product"`
	Trials        []Trial       `json:"trials,omitempty" doc:"trials and what came of them" class:"education"`
	Place         string        `json:"place,omitempty" doc:"where it is kept and used" class:"education"`
	Owner         string        `json:"owner,omitempty" doc:"who owns it" class:"product"`
	Funder        string        `json:"funder,omitempty" doc:"who pays" class:"product"`
	FundedOn      Date          `json:"funding_agreed_on,omitempty" doc:"day funding was agreed" class:"product"`
	Price         string        `json:"price,omitempty" doc:"price in pounds, such as 3180.00" class:"product"`
	VAT           string        `json:"vat,omitempty" enum:"ex|inc" doc:"price without or with VAT" class:"product"`
	Quote         string        `json:"quote,omitempty" doc:"quotation number" class:"product"`
	QuoteNote     string        `json:"quote_note,omitempty" doc:"why there is no quote" class:"product"`
	OrderedOn     Date          `json:"ordered_on,omitempty" doc:"day of the order" class:"product"`
	DeliveredOn   Date          `json:"delivered_on,omitempty" doc:"day of delivery" class:"product"`
	Serial        string        `json:"serial,omitempty" doc:"serial number" class:"product"`
	ServiceMonths int           `json:"service_months,omitempty" unit:"months" doc:"service interval" class:"product"`
	Breakdown     string        `json:"breakdown,omitempty" doc:"whom to ring, and the loan" class:"product"`
	Lifting       bool          `json:"lifting,omitempty" doc:"true: LOLER applies (examined at least every 6 months where it lifts people)" class:"product"`
	ExaminedOn    Date          `json:"examined_on,omitempty" doc:"last thorough examination" class:"product"`
	ExamineBy     Date          `json:"examine_by,omitempty" doc:"next thorough examination" class:"product"`
	Checks        []string      `json:"checks,omitempty" doc:"who checks what, how often" class:"education"`
	ReviewOn      Date          `json:"review_on,omitempty" doc:"next fit check" class:"education"`
	ReferredTo    string        `json:"referred_to,omitempty" doc:"agency it was referred to" class:"product"`
	ReferredOn    Date          `json:"referred_on,omitempty" doc:"day of that referral" class:"product"`
	Reply         string        `json:"reply,omitempty" doc:"what that agency answered, or that it has not" class:"product"`
	Notice        string        `json:"notice,omitempty" doc:"safety notice that concerns it, with its reference" class:"product"`
	Picture       string        `json:"picture,omitempty" doc:"what sort of picture goes with it, such as line drawing" class:"education"`
	Order         int           `json:"order,omitempty" doc:"place in the list" class:"internal"`
}

// A Setup is one setting of a piece of equipment: seat height 310 mm.
type Setup struct {
	What  string   `json:"what" doc:"what is set: seat height"`
	Value *float64 `json:"value,omitempty" doc:"the setting; absent while nobody has said"`
	Unit  string   `json:"unit" enum:"mm|kg|degrees" doc:"unit"`
	How   string   `json:"how,omitempty" doc:"how it was worked out"`
}

// An Alternative is something else that was thought of, and why it will not do.
type Alternative struct {
	Item   string `json:"item" doc:"the other thing"`
	WhyNot string `json:"why_not" doc:"why it will not do"`
}

// A Trial is one try-out and its result.
type Trial struct {
	On      Date   `json:"on,omitempty" doc:"day"`
	Item    string `json:"item,omitempty" doc:"what was tried"`
	Minutes int    `json:"minutes,omitempty" unit:"min" doc:"how long"`
	Place   string `json:"place,omitempty" doc:"where"`
	Result  string `json:"result" doc:"what was seen"`
	Worked  string `json:"worked,omitempty" enum:"yes|no|partly" doc:"whether it worked"`
	View    string `json:"view,omitempty" doc:"what child or adults said"`
}

// RecordKind is KindEquipment.
func (*Equipment) RecordKind() Kind { return KindEquipment }

// Check returns the problems of a piece of equipment's own fields.
func (e *Equipment) Check() Problems {
	var p Problems
	for _, d := range []struct {
		field string
		day   Date
		what  string
	}{{"funding_agreed_on", e.FundedOn, "Funding date"}, {"ordered_on", e.OrderedOn, "Order date"},
		{"delivered_on", e.DeliveredOn, "Delivery date"}, {"examined_on", e.ExaminedOn, "Examination date"},
		{"examine_by", e.ExamineBy, "Next examination date"}, {"review_on", e.ReviewOn, "Review date"}, {"referred_on", e.ReferredOn, "Referral date"}} {
		p.day(d.field, d.day, d.what)
	}
	for _, s := range e.Settings {
		if !oneOf(s.Unit, []string{"mm", "kg", "degrees"}) {
			p.add("settings", "%s must be in mm, kg or degrees; %q is not one of them.", s.What, s.Unit)
		}
	}
	for _, t := range e.Trials {
		p.day("trials", t.On, "Date of trial")
	}
	return p
}

// Name is the equipment in words: maker, model and size where there are any, else the item.
func (e *Equipment) Name() string {
	n := e.Item
	if e.Model != "" {
		n = e.Model
		if e.Maker != "" {
			n = e.Maker + " " + n
		}
		if e.Size != "" {
			n += ", " + e.Size
		}
	}
	return n
}
