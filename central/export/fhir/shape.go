package fhir

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// An element is one member of a type of FHIR R4 (http://hl7.org/fhir/R4, definitions of Patient, RelatedPerson and their data types).
type element struct {
	name  string
	typ   string
	list  bool
	must  bool
	words []string // the only codes it may hold, where the binding is required
}

// shapes are the types by name: "name:type", "*" for a list, "!" for one that must be there, (a|b) for its only codes.
var shapes = func() map[string]map[string]element {
	out := map[string]map[string]element{}
	for _, line := range strings.Split(strings.TrimSpace(definitions), "\n") {
		typ, rest, _ := strings.Cut(line, " = ")
		members := map[string]element{}
		for _, word := range strings.Fields(rest) {
			if same, ok := strings.CutPrefix(word, "+"); ok {
				for k, v := range out[same] {
					members[k] = v
				}
				continue
			}
			name, t, _ := strings.Cut(word, ":")
			e := element{name: name}
			if i := strings.Index(t, "("); i >= 0 {
				e.words = strings.Split(strings.TrimSuffix(t[i+1:strings.Index(t, ")")], ")"), "|")
				t = t[:i] + t[strings.Index(t, ")")+1:]
			}
			e.list, e.must = strings.Contains(t, "*"), strings.Contains(t, "!")
			e.typ = strings.Trim(t, "*!")
			members[name] = e
		}
		out[typ] = members
	}
	for _, t := range strings.Fields(valueTypes) {
		name := "value" + assessments.UpperFirst(t)
		out["Extension"][name] = element{name: name, typ: t}
	}
	return out
}()

// valueTypes are what an extension may hold.
const valueTypes = `base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time
unsignedInt uri url uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration HumanName Identifier
Money Period Quantity Range Ratio Reference SampledData Signature Timing ContactDetail Contributor DataRequirement Expression
ParameterDefinition RelatedArtifact TriggerDefinition UsageContext Dosage Meta`

// primitives are the types of a single value, with what it must look like; see primitive.go.
const definitions = `Element = id:string extension:Extension*
Back = +Element modifierExtension:Extension*
Extension = +Element url:uri!
Resource = id:id meta:Meta implicitRules:uri language:code text:Narrative contained:Any* extension:Extension* modifierExtension:Extension*
Meta = +Element versionId:id lastUpdated:instant source:uri profile:canonical* security:Coding* tag:Coding*
Narrative = +Element status:code(generated|extensions|additional|empty)! div:xhtml!
Coding = +Element system:uri version:string code:code display:string userSelected:boolean
CodeableConcept = +Element coding:Coding* text:string
Period = +Element start:dateTime end:dateTime
Reference = +Element reference:string type:uri identifier:Identifier display:string
Identifier = +Element use:code(usual|official|temp|secondary|old) type:CodeableConcept system:uri value:string period:Period assigner:Reference
HumanName = +Element use:code(usual|official|temp|nickname|anonymous|old|maiden) text:string family:string given:string* prefix:string* suffix:string* period:Period
ContactPoint = +Element system:code(phone|fax|email|pager|url|sms|other) value:string use:code(home|work|temp|old|mobile) rank:positiveInt period:Period
Address = +Element use:code(home|work|temp|old|billing) type:code(postal|physical|both) text:string line:string* city:string district:string state:string postalCode:string country:string period:Period
Attachment = +Element contentType:code language:code data:base64Binary url:url size:unsignedInt hash:base64Binary title:string creation:dateTime
Quantity = +Element value:decimal comparator:code(<|<=|>=|>) unit:string system:uri code:code
Age = +Quantity
Count = +Quantity
Distance = +Quantity
Duration = +Quantity
Money = +Element value:decimal currency:code
Range = +Element low:Quantity high:Quantity
Ratio = +Element numerator:Quantity denominator:Quantity
Annotation = +Element authorReference:Reference authorString:string time:dateTime text:markdown!
SampledData = +Element origin:Quantity! period:decimal! factor:decimal lowerLimit:decimal upperLimit:decimal dimensions:positiveInt! data:string
Signature = +Element type:Coding* when:instant! who:Reference! onBehalfOf:Reference targetFormat:code sigFormat:code data:base64Binary
Timing.repeat = +Element boundsDuration:Duration boundsRange:Range boundsPeriod:Period count:positiveInt countMax:positiveInt duration:decimal durationMax:decimal durationUnit:code(s|min|h|d|wk|mo|a) frequency:positiveInt frequencyMax:positiveInt period:decimal periodMax:decimal periodUnit:code(s|min|h|d|wk|mo|a) dayOfWeek:code(mon|tue|wed|thu|fri|sat|sun)* timeOfDay:time* when:code* offset:unsignedInt
Timing = +Back event:dateTime* repeat:Timing.repeat code:CodeableConcept
ContactDetail = +Element name:string telecom:ContactPoint*
Expression = +Element description:string name:id language:code! expression:string reference:uri
Patient.contact = +Back relationship:CodeableConcept* name:HumanName telecom:ContactPoint* address:Address gender:code(male|female|other|unknown) organization:Reference period:Period
Patient.communication = +Back language:CodeableConcept! preferred:boolean
Patient.link = +Back other:Reference! type:code(replaced-by|replaces|refer|seealso)!
Patient = +Resource identifier:Identifier* active:boolean name:HumanName* telecom:ContactPoint* gender:code(male|female|other|unknown) birthDate:date deceasedBoolean:boolean deceasedDateTime:dateTime address:Address* maritalStatus:CodeableConcept multipleBirthBoolean:boolean multipleBirthInteger:integer photo:Attachment* contact:Patient.contact* communication:Patient.communication* generalPractitioner:Reference* managingOrganization:Reference link:Patient.link*
RelatedPerson = +Resource identifier:Identifier* active:boolean patient:Reference! relationship:CodeableConcept* name:HumanName* telecom:ContactPoint* gender:code(male|female|other|unknown) birthDate:date address:Address* photo:Attachment* period:Period communication:Patient.communication*
Organization.contact = +Back purpose:CodeableConcept name:HumanName telecom:ContactPoint* address:Address
Organization = +Resource identifier:Identifier* active:boolean type:CodeableConcept* name:string alias:string* telecom:ContactPoint* address:Address* partOf:Reference contact:Organization.contact* endpoint:Reference*
Practitioner.qualification = +Back identifier:Identifier* code:CodeableConcept! period:Period issuer:Reference
Practitioner = +Resource identifier:Identifier* active:boolean name:HumanName* telecom:ContactPoint* address:Address* gender:code(male|female|other|unknown) birthDate:date photo:Attachment* qualification:Practitioner.qualification* communication:CodeableConcept*
Hours = +Back daysOfWeek:code(mon|tue|wed|thu|fri|sat|sun)* allDay:boolean availableStartTime:time availableEndTime:time
Away = +Back description:string! during:Period
PractitionerRole = +Resource identifier:Identifier* active:boolean period:Period practitioner:Reference organization:Reference code:CodeableConcept* specialty:CodeableConcept* location:Reference* healthcareService:Reference* telecom:ContactPoint* availableTime:Hours* notAvailable:Away* availabilityExceptions:string endpoint:Reference*
Location.position = +Back longitude:decimal! latitude:decimal! altitude:decimal
Location.hours = +Back daysOfWeek:code(mon|tue|wed|thu|fri|sat|sun)* allDay:boolean openingTime:time closingTime:time
Location = +Resource identifier:Identifier* status:code(active|suspended|inactive) operationalStatus:Coding name:string alias:string* description:string mode:code(instance|kind) type:CodeableConcept* telecom:ContactPoint* address:Address physicalType:CodeableConcept position:Location.position managingOrganization:Reference partOf:Reference hoursOfOperation:Location.hours* availabilityExceptions:string endpoint:Reference*
HealthcareService.eligibility = +Back code:CodeableConcept comment:markdown
HealthcareService = +Resource identifier:Identifier* active:boolean providedBy:Reference category:CodeableConcept* type:CodeableConcept* specialty:CodeableConcept* location:Reference* name:string comment:string extraDetails:markdown photo:Attachment telecom:ContactPoint* coverageArea:Reference* serviceProvisionCode:CodeableConcept* eligibility:HealthcareService.eligibility* program:CodeableConcept* characteristic:CodeableConcept* communication:CodeableConcept* referralMethod:CodeableConcept* appointmentRequired:boolean availableTime:Hours* notAvailable:Away* availabilityExceptions:string endpoint:Reference*
Endpoint = +Resource identifier:Identifier* status:code(active|suspended|error|off|entered-in-error|test)! connectionType:Coding! name:string managingOrganization:Reference contact:ContactPoint* period:Period payloadType:CodeableConcept*! payloadMimeType:code* address:url! header:string*`
