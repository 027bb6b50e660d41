package composer

import "github.com/fieldfare/fieldfare/reports"

// sections gathers the many parts of the long kinds under the few words of the list.
var sections = map[reports.Kind]map[string]string{
	reports.EHCAdvice: {"identity": "Summary", "short": "Summary", "sources": "Sources", "views": "Views", "strengths": "Strengths",
		"needs-b": "Needs", "needs-d": "Needs", "seen": "Needs", "tests": "Needs", "health": "Needs", "outcomes": "Outcomes",
		"provision-f": "Provision", "provision-g": "Provision", "provision-h1": "Provision", "provision-h2": "Provision",
		"equipment": "Equipment", "plans": "Equipment", "checking": "Review", "shared": "Review", "limits": "Review"},
	reports.SchoolAdvice: {"one": "Page one", "ring": "Page one", "actions": "Page one", "needs": "Needs", "seen": "Needs", "tests": "Needs",
		"equipment": "Equipment", "plans": "Equipment", "who": "Who does it", "working": "Review", "others": "Review", "about": "Sources"},
}

// sectionOf is the line of the list that a part stands under: what the long kinds gather, else its own title.
func sectionOf(kind reports.Kind, p reports.Part) string {
	if s := sections[kind][p.Key]; s != "" {
		return s
	}
	switch p.Key {
	case "signed", "close":
		return "Close"
	}
	if p.Title != "" {
		return p.Title
	}
	return "Details"
}
