package practice

import "github.com/fieldfare/fieldfare/assessments"

// stock gives the team things to lend and sessions to hold, so that the register and the groups can be practised too. One
// examination is overdue, one loan ends soon, and one thing carries a safety notice.
func (t *team) stock() {
	scope, place := assessments.TeamScope(), t.at(schools[0])
	for _, x := range []*assessments.EquipmentItem{
		{Product: "Mobile hoist", Maker: "Oxmoor", Model: "Heron 150", Serial: "OX-20117", Owner: service, Status: "on-loan", Setting: place.id, LentOn: t.today.AddDays(-262),
			Lifting: true, ExaminedOn: t.today.AddDays(-205), ExamineBy: t.today.AddDays(-23)},
		{Product: "Sling, small", Maker: "Oxmoor", Serial: "SL-884", Batch: "L2209", Owner: service, Status: "in-store", Place: "Loan store, bay 4",
			Lifting: true, ExaminedOn: t.today.AddDays(-163), ExamineBy: t.today.AddDays(18)},
		{Product: "Classroom chair", Maker: "Larkfield", Model: "Perch, size 1", Serial: "LK-4471-B", Owner: service, Status: "on-loan", Setting: place.id,
			LentOn: t.today.AddDays(-196), DueBack: t.today.AddDays(21), FitBy: t.today.AddDays(11)},
		{Product: "Writing slope", Serial: "WS-03", Owner: service, Status: "in-store", Place: "Loan store, bay 1"},
		{Product: "Gait trainer", Maker: "Mereside", Model: "size 2", Serial: "MU-77", Owner: service, Status: "withdrawn", Place: "Loan store, quarantine shelf",
			Notice: "Practice notice 2026/002: check the frame weld"},
	} {
		x.Common = assessments.Common{RecordedBy: t.therapist, RecordedAt: string(t.begun) + "T16:30:00Z"}
		t.add(t.begun, scope, x)
	}
	held, next := schoolDay(t.today, -20), schoolDay(t.today, 12)
	staff := func(came string, done bool) []assessments.Attendee {
		return []assessments.Attendee{{Person: place.sencoID, Who: place.senco, Role: "SENCo", Came: came, PreWork: done, Minutes: minutes(came)},
			{Person: place.assistantID, Who: place.assistant, Role: "teaching assistant", Came: came, Minutes: minutes(came)}}
	}
	for _, g := range []*assessments.GroupSession{
		{Type: "training", Title: "Moving and handling for schools", On: held, From: "13:30", To: "15:00", Place: "School hall", Setting: place.id,
			PreWork: "Workbook, pages 1 to 12", Register: staff("yes", true)},
		{Type: "training", Title: "Sensory preferences in the classroom", On: next, From: "15:30", To: "16:30", Place: "School hall", Setting: place.id,
			PreWork: "The checklist for your own class", Register: staff("", false)},
	} {
		g.Common = assessments.Common{RecordedBy: t.therapist, RecordedAt: string(held) + "T16:30:00Z"}
		g.Leaders = []assessments.ID{t.therapist}
		t.add(t.begun, scope, g)
	}
}

func minutes(came string) int {
	if came == "yes" {
		return 90
	}
	return 0
}
