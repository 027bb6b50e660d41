package wording

// fineRules are harmless uses that are told by what stands around a word. They go before every phrase that begins inside them.
func fineRules() []string {
	return phrases(fineTrigger + ";" + finePlace + ";" + finePeople + ";" + fineThing + ";" + fineAmount + ";" + fineFact)
}

// A trigger with a figure of its own can be checked, and so can how often. What somebody is taught to ask or to notice is the
// lesson, not its condition.
const fineTrigger = `@when @pronoun ** #; @when @det ** #; @when @name ** #; @when @child ** #; until #; till #; once a @unit;
once a fortnight; once a half; once a school; once per; once each @unit; once every; once in a; once in every;
once in each; once daily; once weekly; once again; once more; once #; at once; how often; at intervals of #;
at intervals of one; allowing +; allowing @det; allowing @pronoun; allowing #; allowing for; how long; how many;
how much; if any; @ask if; @ask when; @ask where; @ask @pronoun if; @ask @pronoun when; @ask @pronoun where;
@ask @name if; @ask @child if; @ask @child when; @ask the child if; @ask whether; where he sits; where she sits;
where they sit; when not in use; when in use; where * sits; where * stands; not needed; no longer needed; not required`

// Heights, weights and places that something reaches, and rooms that are known.
const finePlace = `up to the; up to his; up to her; up to their; up to its; up to @body; up to @clock; up to # @measure; up to year;
up to speed; up to a height; up to half height; up to halfway; catch up to; catches up to; count up to; counts up to;
counting up to; no longer than # lines; no more than # at; no more than # @measure; at most # children;
# children at most; # pupils at most; # peers at most; # minutes at most at; limited to # @measure;
limited to # children; limited to # pupils; # spills or fewer; # words or fewer; # prompts or fewer;
# errors or fewer; # mistakes or fewer; # @measure or fewer; # @measure or less; the @quiet @place; quiet space of #;
quiet area of #; in groups of; in a group of; group of #; groups of #; small group of #; small groups of #;
small group of no more than #; small groups of no more than #; small group of at most #; small group of up to #;
over the edge; over the table; over the line; across the midline; across the hall; across the room; across the table;
across the road; across the page; across the chest; across the body; across both; through the door;
through the doorway; around the table; around the room; during the lesson; during lessons; in the morning;
in the afternoon; at break; out and about; in place by; in place from; in place of; put in place by; in time with;
in time to; in time for; close to; closest; close the; closes; closed; close friend; to close; further from;
further than`

// Rooms, papers and meetings that belong to people, people who are counted, and jobs.
const finePeople = `@people @thing; @people + @thing; the @people @thing; the @people + @thing; the team @thing; the team captain;
staff only; # @people; # + @people; # @group staff; # @group team; @people #; @name @people; team captain; team game;
team games; team sport; team sports; team point; team points; netball team; football team; netball team practice;
family room; home book; home school book; home school diary; adult size; adult sized; adult chair; adult scissors;
adult cup; adult spoon; adult toilet; one adult; both parents; both teachers; both staff; mum and dad; people carrier;
playground monitor; specialist teacher; specialist teachers; specialist nurse; specialist school;
specialist occupational therapist; specialist physiotherapist; specialist speech; specialist teaching assistant;
specialist paediatric; specialist ot; specialist advisory; specialist support teacher; clinical specialist;
support service; support group; support groups; input tray; shortly before; shortly after; aiming for the;
aiming for a; support services; service provider; school service; wheelchair service; equipment service; nhs service;
services the; services it; serviced`

// Parts and things with a doubtful word in their name.
const fineThing = `support @gear; supports @gear; @gear support; @gear supports; regular verbs; regular verb; regular hexagon;
regular shape; regular shapes; regular pentagon; regular polygon; regular octagon; continuous provision;
continuous line; continuous lines; continuous loop; help button; help card; help cards; help sign; help desk;
helping hand puppet; helper; help others; helps others; helps himself; helps herself; help himself; help herself;
asks for help; ask for help; asking for help; asks for a; help sheet; help level; self help; work surface;
work station; work book; work sheet; access to work; can opener; watering can; trial and; training day; training days;
training log; training record; training sheet; training wheels; training room; attention deficit; attention bucket;
praise card; praise board; progress report; progress sheet; progress chart; progress meeting; track suit;
tracking hoist; ceiling track; ceiling track hoist; track hoist; race track; running track; tracks the; tracks a;
alternative pencil; alternative keyboard; alternative mouse; alternative provision; questions to consider;
things to consider; points to consider; little finger; a little finger; free choice; free play; free of; kept free;
free school; free writing; free standing; is free from`

// Amounts that are told, and words for a size or a choice that open nothing.
const fineAmount = `daily at @clock; daily at #; daily at noon; daily from @clock; @clock daily; @clock * daily; @clock each * daily;
at @clock weekly; # daily; # weekly; # @unit daily; # @unit weekly; daily @record; weekly @record; tries #; tries one;
tries each; tries a; tries the; tries on; tries it; tries out; # tries; # try; each try; try again; ^ try again;
@child aims for; enough space for; enough for #; long enough for; large enough; wide enough; high enough; big enough;
deep enough; low enough; strong enough; more than #; # more; # or more; or more; no more; one more; more #; further #;
extra #; an extra #; # extra; extra time of #; extra large; extra small; extra long; extra wide; different coloured;
different colours; different colour; # different *; different #; a different *; set of #; a set of #; a course of #;
a series of #; a few metres; a few steps; constant temperature; available from @clock; available at @clock`

// What a child can do or may do, and plans and advice that are told as facts.
const fineFact = `so that ** can; so ** can; until ** can; which can; that can; who can; how ** can; what ** can; can see; can reach;
can hear; not allowed to; recommended height; the recommended *; recommended by the *; recommended setting;
the planned *; planned by; planned for @clock; planned on; the intended *; is planned for #; the proposed *;
the suggested *; best friend; best foot; best side; best hand; the best *; personal best; as well as; as well;
feels the; feel the; feels a; looks at; look at the; shows the; shows it; shows him; shows her; likes to be called;
request from; a request from; approach from; approaches from; approach the; approaches the; reviewed by the * on`
