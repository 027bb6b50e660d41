package goals

// A situation is something that children come to the service for, as a chip and as the words of a goal.
type situation struct {
	chip string
	will string // after "will"
	does string // in a title, after the name
	rate string // short name used when it is rated
	kind amountKind
}

// area is a functional area with the situations that come up most.
type area struct {
	id         string
	situations []situation
}

// bank is what the goal builder offers first. Anything else can be typed.
var bank = []area{
	{"dressing", []situation{
		{"Changing for PE", "change for PE", "changes for PE", "changing", faster},
		{"Coat and zip", "put on and zip up a coat", "puts on and zips up a coat", "coat", timesOutOf5},
		{"Tights or socks", "put on tights or socks", "puts on tights or socks", "tights", faster},
		{"Buttons", "do up buttons", "does up buttons", "buttons", timesOutOf5},
		{"Shoes", "put on shoes", "puts on shoes", "shoes", timesOutOf5},
	}},
	{"eating", []situation{
		{"Cutting lunch", "cut lunch with knife and fork", "cuts lunch with knife and fork", "cutlery", timesOutOf5},
		{"Eating a meal", "eat a meal at the table", "eats a meal at the table", "meals", longer},
		{"Opening packets", "open packets at lunch", "opens packets at lunch", "packets", timesOutOf5},
		{"Drinking", "drink from an open cup", "drinks from an open cup", "drinking", timesOutOf5},
	}},
	{"handwriting", []situation{
		{"Writing a sentence", "write a sentence others can read", "writes a sentence others can read", "writing", lettersRead},
		{"Writing own name", "write own name", "writes own name", "own name", timesOutOf5},
		{"Recording by another way", "record ideas on a device", "records ideas on a device", "recording", timesOutOf5},
	}},
	{"hands", []situation{
		{"Scissors", "cut along a line", "cuts along a line", "scissors", timesOutOf5},
		{"Building and threading", "join in building and threading", "joins in building and threading", "building", longer},
		{"Classroom tools", "use ruler, glue and rubber", "uses ruler, glue and rubber", "tools", timesOutOf5},
	}},
	{"self-care", []situation{
		{"Washing hands", "wash and dry hands", "washes and dries hands", "hands washed", timesOutOf5},
		{"Brushing teeth", "brush teeth", "brushes teeth", "teeth", timesOutOf5},
		{"Packing own bag", "pack own bag", "packs own bag", "bag", timesOutOf5},
	}},
	{"toileting", []situation{
		{"Using the toilet", "use the toilet", "uses the toilet", "toilet", timesOutOf5},
		{"Clothes at the toilet", "manage clothes at the toilet", "manages clothes at the toilet", "clothes", timesOutOf5},
	}},
	{"learning", []situation{
		{"Starting a task", "start a task", "starts a task", "starting", timesOutOf5},
		{"Finishing a task", "finish a task", "finishes a task", "finishing", timesOutOf5},
		{"Joining class time", "stay with class time", "stays with class time", "class time", longer},
	}},
	{"seating", []situation{
		{"Sitting for table work", "sit for table work", "sits for table work", "sitting", longer},
		{"Sitting on the carpet", "sit with the group on the carpet", "sits with the group on the carpet", "carpet", longer},
	}},
	{"mobility", []situation{
		{"Moving round school", "move between classrooms", "moves between classrooms", "moving", faster},
		{"Playground", "join in on the playground", "joins in on the playground", "playground", longer},
		{"PE", "join in PE", "joins in PE", "PE", longer},
	}},
	{"play", []situation{
		{"Playing with a friend", "play with a friend", "plays with a friend", "play", longer},
		{"Taking turns", "take turns in a game", "takes turns in a game", "turns", timesOutOf5},
		{"Riding", "ride a bike or scooter", "rides a bike or scooter", "riding", longer},
	}},
	{"calm-alert", []situation{
		{"Calming after upset", "get calm after upset", "gets calm after upset", "calming", faster},
		{"Noisy places", "stay in a noisy place", "stays in a noisy place", "noise", longer},
		{"Asking for a break", "ask for a break", "asks for a break", "breaks", timesOutOf5},
	}},
}

// places are the answers to "at", by where children are.
var places = []string{"in class", "at school", "at lunch", "in PE", "at home", "at nursery", "at the park", "in clinic"}

// helps are the answers to "with", from none to most; adult stands below them all.
var helps = []string{"no prompts", "1 prompt", "2 prompts", "3 prompts", "5 prompts", "an adult’s hand"}

// offeredHelps is how many of helps are offered; the rest are for the rungs below.
const offeredHelps = 4

const adultDoes = "An adult does most of it"

// whose are the answers to "in whose words".
var whose = []string{"child", "parent", "school", "therapist"}
