package reports

import "github.com/fieldfare/fieldfare/assessments"

// letterKinds are the letters. Their usual readers are also who may get a copy.
func letterKinds() []KindInfo {
	parent, young, gp, hv := assessments.RoleParent, assessments.RoleYoungPerson, assessments.RoleGP, assessments.RoleHealthVisitor
	school, nursery := assessments.RoleSchool, assessments.RoleNursery
	visit := []assessments.Kind{assessments.KindContact}
	return []KindInfo{
		{Kind: LetterAccepted, Title: "Letter: accepted", Words: "a letter", Line: "We take the child on, and when the first visit is", For: []Role{parent, young, school, nursery, gp, hv}, About: visit, write: (*writer).letterAccepted},
		{Kind: LetterAppointment, Title: "Letter: appointment", Words: "a letter", Line: "When, where and with whom", For: []Role{parent, young, school, nursery}, About: visit, write: (*writer).letterAppointment},
		{Kind: LetterAdviceOnly, Title: "Letter: advice only", Words: "a letter", Line: "What we advise, and why no visit follows", For: []Role{parent, young, gp, hv}, write: (*writer).letterAdviceOnly},
		{Kind: LetterSignposted, Title: "Letter: where to turn", Words: "a letter", Line: "Who can help, by which rule not we, and what would change it", For: []Role{parent, young, gp, hv}, write: (*writer).letterSignposted},
		{Kind: LetterNotBrought, Title: "Letter: visit that was missed", Words: "a letter", Line: "What happens next, without blame", For: []Role{parent, young, gp, hv}, About: visit, write: (*writer).letterNotBrought},
		{Kind: LetterDischarge, Title: "Letter: discharge", Words: "a letter", Line: "Why it ends, and how to come back", For: []Role{parent, young, gp, hv, school, nursery}, About: []assessments.Kind{assessments.KindDischarge}, write: (*writer).letterDischarge},
		{Kind: LetterSharing, Title: "Letter: what is shared", Words: "a letter", Line: "To a GP or health visitor: that we see the child, and who may have what", For: []Role{gp, hv, parent, young}, write: (*writer).letterSharing},
	}
}
