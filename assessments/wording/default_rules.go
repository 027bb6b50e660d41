package wording

// defaultRules are the kinds of wording that are told by the build of a sentence rather than by its words. Each has a name,
// by which a service can stop it.
func defaultRules() []Entry {
	return []Entry{
		// Whoever feels, sees fit or finds time decides anew each time. An amount beside it changes nothing.
		{Rule: "condition-judged", Group: groupIf, Severity: High, Question: askIf, Suggestion: offerIf,
			Phrases: phrases(`@when ** @judge; @when * + @able; @when ** comes up; @when ** come up; @when ** used to; @when ** the hang of;
			@when ** goes well; @when ** going well; @when ** works out; @when ** frees up; in so far as; insofar as;
			so far as; to the extent that; to the best of; as best; @when @pronoun @able; @when @the + @able;
			@when @the + + @able; @when + @able; @when @det + @able; @when @child @able; @when @resource @be *;
			@when @pronoun @be having; @when @pronoun @be up for; @when @pronoun @be up to; @when nothing; @when no other;
			@when ** has nothing; @when there @be @resource; @when there @be * @resource; @when there @be * * @resource;
			@when ** has @resource; @when ** has a @resource; @when ** have @resource; @when @needed; @when + @needed;
			@where ** @judge; @where ** @be @possible; @where ** @be * @possible; @where @possible; @where + @possible;
			@where there @be @resource; @where there @be * @resource; @where ** has @resource; wherever @pronoun @able;
			wherever @the + @able; as @needed; as + @needed; as is @needed; as @pronoun @able; as @pronoun @judge;
			as @pronoun @be @able; as + sees; as + see; as + sees fit; as @pronoun see fit; as the + sees fit;
			as @the * @judge; as @the + @able; sees fit; see fit; sees best; thinks best; in doubt; provided that;
			provided there; provided @pronoun; providing that; assuming; on condition; on the condition; as long as;
			so long as; for as long as; as long as @pronoun; contingent on; contingent upon; conditional on; depending;
			depending upon; depends on; depends upon; at @det discretion; at @det * discretion; at @the * * discretion;
			at * discretion; at * * discretion; discretion; discretionary; on the basis of need; based on need;
			based on his needs; based on her needs; based on their needs; according to ** need; according to ** needs;
			determined by ** need; determined by ** needs; determined by need; determined by needs; reflect ** need;
			reflect ** needs; in the light of; in light of; at the request of; at @pronoun request; at @det * request;
			by arrangement; by agreement; by negotiation; by mutual agreement; needs led; need led; one comes up;
			becomes available; become available; if time; if funds; if capacity; if space; while ** @judge;
			whilst ** @judge; while ** gains; while ** @be @state; whilst ** @be @state; times that *; times which *;
			a time that *; pace that *`)},
		// What can be seen is a trigger once somebody has to answer it in a given time.
		{Rule: "condition-state", Group: groupIf, Severity: High, LiftedBy: Response, Question: askIf, Suggestion: offerIf,
			Phrases: phrases(`@when ** has @state; @when ** have @state; @when ** @be @state; @when ** @be * @state; @when @pronoun @be @mood;
			@when @pronoun @be * @mood; @when @det + @be @mood; @when @det + @be * @mood; @when @det + + @be @mood;
			@when @child @be @mood; @when there @be ** @mood; @when @state; @when + @state; @when not @state;
			@when too @state; @when there @be ** @state; @when ** @shows; as @pronoun @shows; as @the * @shows;
			@where ** @shows; once ** @assess; while ** @shows`)},
		{Rule: "condition-asked", Group: groupIf, Severity: High, LiftedBy: Number, Question: askIf, Suggestion: offerIf,
			Phrases: phrases(`@when ** @signal; @when ** @be @pending; @when ** @be in @pending; @when ** been @pending; as @pronoun @change;
			as @the * @change; as needs @change; as concerns @change; as difficulties @change; as problems @change;
			as skills @change; in response to; in the event; in the event of; in agreement with; in consultation with;
			determined by; dictated by; governed by; guided by; at @pronoun own pace; at @pronoun pace; flexibly;
			in accordance with; as per; as set out in; as outlined in; as described in; in case; in case of`)},
		// A clause that tells an event is a trigger, once the sentence says how much or when.
		{Rule: "condition-bare", Group: groupIf, Severity: High, LiftedBy: Moment, Question: askIf, Suggestion: offerIf,
			Phrases: phrases(`@when * *; as soon as`)},
		// A plan is owed whatever the budget, the rota or the weather says; an amount does not make a limit of means harmless.
		{Rule: "resource", Group: groupResource, Severity: High, Question: askResource, Phrases: phrases(`@resource @allow; @resource * @allow; @resource allowing; @resource willing; @resource dependent; @resource led;
			allowing; dependant on; dependant upon; as ** @resource @allow; as * @allow; as * * @allow; permitting;
			subject to; within @budget; within + @budget; within @det @budget; within @det + @budget;
			within @det + + @budget; within @det * of @budget; from @det + @budget; from @det @budget; out of @det @budget;
			out of @det + @budget; out of @det + + @budget; from @det + + @budget; given @budget; given + @budget;
			given @det @budget; given @det + @budget; while @resource; whilst @resource; waiting list; waiting lists;
			according to ** @resource; according to ** priorities; based on ** @resource; based on availability;
			service priorities; is not funded; are not funded; not commissioned; is not commissioned; unable to offer;
			unable to provide; cannot offer; cannot provide; cannot be provided; do not offer; does not offer; core offer;
			universal offer; local offer; service offer; usual offer; normally provides; normally offers; normally gives;
			usually provides; usually offers; usually gives; would normally; standard package; standard offer;
			usual practice; business as usual; ordinarily available; normally available; cost effective; staffing levels;
			as staffing; best use of resources`)},
		// What is still to be settled is not yet provision, and nobody can be late with it.
		{Rule: "put-off", Group: groupDefer, Severity: High, Question: askDefer, Suggestion: "decided by [job title] by [date]", Phrases: phrases(`to be @settled; still to be @settled; still to be; yet to be; yet to be @settled; has yet to; have yet to;
			not yet @settled; awaiting; awaits; await; under discussion; under consideration; in the pipeline; being sought;
			has asked for; have asked for; has applied for; have applied for; has requested; have requested; is seeking;
			are seeking; to be sought; will be sought; will be requested; being considered; being explored;
			following ** @assess; subject to ** @assess; pending ** @assess; in the near future; near future; at some point;
			at a later stage; later date; soon; shortly; for the time being; in the first instance; as a guide;
			as a rough guide; as a starting point; guide only; in the coming *; in the * future;
			at the earliest opportunity; at the earliest convenience; earliest opportunity; as early as possible;
			in good time; timely; in a timely manner; asap`)},
		// A decision is provision of its own where the sentence says how long it is given.
		{Rule: "put-off-decision", Group: groupDefer, Severity: High, LiftedBy: Number, Question: askDefer, Suggestion: "decided by [job title] by [date]",
			Phrases: phrases(`be @open; be @open by; will be @open; will be @open by`)},
		// These are promises once a day stands beside them, and put things off for ever where none does.
		{Rule: "put-off-undated", Spare: true, Group: groupDefer, Severity: High, LiftedBy: Moment, Question: askDefer, Suggestion: "decided by [job title] by [date]",
			Phrases: phrases(`after ** @assess; will be arranged; will be sourced; will be allocated; will be identified; will be assigned;
			will be scheduled; will be made; will be put in place; be put in place; put in place; in place; promptly;
			until further notice; to be set; to be reviewed; to be sourced; to be scheduled; to be established;
			to be allocated; to be made; to be trialled; trial of; on trial; will take place; take place; to be arranged by;
			to be sourced by; to be identified by`)},

		// The wish, the plan and the good opinion, in whatever person.
		{Rule: "wish", Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`endeavour; endeavours; endeavouring; endeavour to; endeavours to; strive to; strives to; strive; seek to;
			seeks to; seeking to; aim for; aims for; aiming to; aiming for; hope for; hopes for; hope that; hopes that;
			attempting to; trying to; try and; tries and; looking to; look into; looks into; looked into; give thought;
			given thought; gives thought; thought will be given; thought to; do @pronoun best; do their best; does its best;
			best endeavours; all @pronoun can; everything possible; utmost; proposes; advises #; advise #; advises a;
			advises that; ^ recommendation; ^ recommendations; @be advisable; @be desirable; @be preferable; @be ideal;
			@be worthwhile; best efforts; every effort; every attempt; all reasonable; reasonable efforts;
			reasonable endeavours; reasonable steps; make efforts; work towards; works towards; working towards; keen to;
			committed to; is prepared to; are prepared to; is happy to; are happy to; is willing to; are willing to;
			is able to offer; are able to offer; able to offer; be looked at; look at whether; open to offering; minded to;
			likely to; anticipate; anticipates; anticipating; envisage; envisages; propose to; proposes to; ought; ought to;
			ought to be; ought to have; may well; may be worth; may be able to; may wish to; might wish to; perhaps; maybe;
			possibly; potentially; probably; preferably; presumably; provisionally; tentatively; in principle; in theory;
			at best; in an ideal world; in an ideal; with luck; @hope is that; @hope is to; @hope is for; @hope would be;
			our preference; a preference; optional; try for; a target of # @unit; tries for; the option of; the option to;
			option of; option to; scope for; scope to; potential to; potential for; possibility of; chance to; chances to;
			chance for; a chance of; be possible; make sense; makes sense; would make sense; we suggest; suggests; suggest;
			suggests that; suggest that; we advise; we would advise; recommends; recommend; recommends that;
			recommendation is; recommendation is that; in an attempt to; where we can; all being well; with a view to;
			subject to change`)},
		// Advice binds nobody: who is advised, encouraged or invited may do something else.
		{Rule: "advised", Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`@be @advised; @be @advised to; @be @advised that; @be * @advised; @be * @advised to; ^ try *; ^ recommended;
			^ suggested; ^ proposed; ^ advised; @be @good to; @be @good that; @be @good if; @be @good for; @be * @good to;
			@be * @good if; @be * @good that; @good if; it @be @good; it * be @good; worth trying; worth trialling;
			worth exploring; worth considering; best to`)},
		// A day or an amount makes these a task; without either they tell a state of mind.
		{Rule: "asked", Group: groupPromise, Severity: High, LiftedBy: Moment, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`@be @asked to; @be @asked; @be * @asked to; recommendation; recommendations; mindful; be mindful of; mindful of;
			vigilant; bear in mind; bears in mind; bearing in mind; keep in mind; kept in mind; be aware; be aware of;
			aware of; awareness of; alert to; sensitive to; sympathetic to; think about; thinks about; think carefully;
			take into account; taken into account; take account; takes account; taken into consideration; make allowances;
			due regard; have regard; can; allowed to; welcome to; free to; able to access; able to use; on standby; on call;
			is there to; are there to; be there to; there to help; step in; steps in; be nearby; priority will be;
			prioritise; prioritised`)},
		// What is only there to be had is given to nobody, unless it is there from one hour to another.
		{Rule: "available", Spare: true, Group: groupPromise, Severity: High, LiftedBy: Moment, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`@be available; made available; available to; available for; available; available throughout; on hand; to hand;
			availability of; provision of; have use of; has use of; use of; be offered; is offered; will offer;
			attention to; attention will be; flexible; flexibility`)},
		// An offer is kept by being made.
		{Rule: "offered", Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`can be @offer`)},
		// A child who may leave has a right; an amount makes it one that can be held to.
		{Rule: "right", Group: groupPromise, Severity: High, LiftedBy: Moment, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`@child may @act; @child can @act`)},

		// Nobody can count to "regular": these stay open however many minutes a session has.
		{Rule: "how-often", Group: groupAmount, Severity: High, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`regular = @event; regular = * @event; regular = # minute @event; periodic; periodically; periodic @event;
			sporadic; sporadically; intermittent; intermittently; continual; continually; continuous; continuously;
			constantly; routinely; repeatedly; sometimes; at regular intervals; regular intervals; regular basis; ad hoc;
			ad lib; needs basis; need basis; on a @loose basis; case by case; flexible basis; as needed basis;
			on @mood days; on @loose days; now and then; now and again; every so often; in moderation; sparingly;
			judiciously; use freely; at intervals; from time to time; occasional; occasionally; every now and then;
			every now and again; once in a while; at @loose @juncture; at * @loose @juncture; at points; @most @unit;
			@most + @unit; many times; several times; a few times; a few @unit; a few * @unit; a couple of @unit; as many;
			as many as; as often; as long; as little as; as much as @pronoun @able; as much as @pronoun @able @judge;
			as often as @pronoun @able; as long as @pronoun @able; as much * as; as much time as; as much time; over time;
			gradually; increasingly; more often; less often; lots; lots of; loads of; a lot of; ample; ample time; numerous;
			a great deal of; a good deal of; a fair amount of; a good amount of; plenty`)},
		// How often without how long: a visit each term can last a minute.
		{Rule: "interval-only", Group: groupAmount, Severity: High, LiftedBy: Number, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`@interval @helps; @interval visits; @interval sessions; @interval contact; @interval therapy; @interval visit;
			@interval session; @interval consultation; @interval ot; @interval practice; @interval exercises;
			@interval lessons`)},
		// Moments are open until one of them is named.
		{Rule: "at-moments", Group: groupAmount, Severity: High, LiftedBy: Moment, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`at + @juncture; at * @juncture`)},
		// Quantities that a figure in the sentence settles. They are spare: a graver question mostly makes them go.
		{Rule: "how-much", Spare: true, Group: groupAmount, Severity: High, LiftedBy: Moment, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`regular; intervals; at times; a few; a couple of; a couple; a handful of; a selection of; selection of;
			mixture of; a mixture of; a mix of; an array of; a suite of; a wealth of; a series of; a course of; a set of;
			a package of; package of; a bank of; a menu of; a level of; a degree of; an element of; a bit of; a bit more;
			a little; enough; reasonable; generous; extra @event; extra +; more @event; more @helps; more @unit; more adult;
			further @event; further @helps; reduced; enhanced; intensive; significant; substantial; considerable; minimal;
			small amount; high level; high levels; low level; numbers of; various; multiple; different; slowly;
			where helpful; @through @day; @through @det @day; @through @det * @day; @through @det * * @day; in the day;
			much of the day; part of the day; during the day; a period of; periods of; for a while; for a time;
			for short periods; long enough; close; consistent; consistently; constant; careful; carefully`)},
		// A cap is met by giving nothing, an approximation only nearly.
		{Rule: "cap", Group: groupCap, Severity: High, Question: askCap, Suggestion: offerAmount,
			Phrases: phrases(`maximum # @span; max # @span; not exceed #; not exceed; not exceeding; not to exceed; capped at; capped at #;
			limited to; restricted to; at most # @span; # @span at most; # @span maximum; # @span max;
			no longer than # @span; not more than # @span; # @span or less; # @span or fewer; # or fewer @span;
			fewer than # @span; ceiling of; an upper limit of; nought to #; none and #; from nought; from none; zero to #;
			anything from; anything up to; anything between; not go above; go above; not go over; go over; no higher than #`)},
		{Rule: "roughly", Group: groupCap, Severity: Medium, Question: "What is the number? Fix one.", Suggestion: offerAmount,
			Phrases: phrases(`about twice; about once; around twice; around once; about a @unit; about an @unit; about half; about half an;
			around a @unit; around an @unit; around half; about # = @unit; around # = @unit; about # = * @unit;
			around # = * @unit; circa; in the region of; give or take; normally; generally; mostly; mainly; as a rule;
			tends to; tend to; in the main; for the most part; some # @unit; some # * @unit; # to # @unit; # or # @unit;
			nearly a @unit; nearly an @unit; almost a @unit; almost an @unit; nearly #; almost #; just over #; just under #;
			more or less; or longer`)},
		// Said of an interval it leaves everything open, said of an amount it is an approximation.
		{Rule: "more-or-less", Group: groupAmount, Severity: High, EasedBy: Number, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`or so; ish; or thereabouts; thereabouts`)},
	}
}

// defaultRulesWho are the rules about who does what.
func defaultRulesWho() []Entry {
	return []Entry{
		// Where everybody is to do it nobody has to. A dose leaves at least something to hold to.
		{Rule: "nobody-named", Group: groupActor, Severity: High, EasedBy: Number, Question: askActor, Suggestion: offerActor,
			Phrases: phrases(`somebody; anyone; anybody; everyone; everybody; whoever; whoever is *; whichever; practitioners; clinicians;
			personnel; colleagues; volunteers; helpers; educators; member of; a member of; members of; a member of staff;
			member of staff; members of staff; a member of the @group team; a member of the team; a member of the *;
			a member of the * team; one of the @people; one of the @group team; one of the @group staff; one of the team;
			any of the @people; all @people; all adults; other @people; relevant @people; key @people; appropriate @people;
			trained @people; skilled @people; familiar @people; trusted @people; experienced @people; qualified @people;
			suitable @people; available @people; known @people; supporting @people; @group team; the @group team;
			another adult; any adult; a second adult; an additional adult; adult @helps; staff @helps; someone from;
			someone who; those working; those on; those who; all those; those supporting; those around; all who; anyone who;
			people who; people around; everyone who; people; ^ @setting to; ^ the @setting to; ^ @setting @be;
			^ the @setting @be; @setting @be @advised; @setting @be @asked; the @setting will; the preschool will;
			the college will; @setting staff; @setting and @home; @home and @setting; @home and staff; @home and teachers;
			staff and @home; teachers and @home; home and school; a colleague; ^ adult alongside; ^ adult nearby;
			^ adult to; ^ adult present; ^ adult with; ^ adult will; extra adult; the service will; experts; specialists;
			agencies; outside agencies; other agencies`)},
		// A job in the plural is nobody yet, but may be told by its number or its day.
		{Rule: "bare-plural", Spare: true, Group: groupActor, Severity: High, LiftedBy: Moment, Question: askActor, Suggestion: offerActor,
			Phrases: phrases(`teachers; class teachers; subject teachers; teaching staff; teaching assistants; assistants; supervisors; peers`)},
		// Help of whatever sort: with minutes beside it it is still not said to be what.
		{Rule: "content", Group: groupContent, Severity: High, EasedBy: Number, Question: askContent, Suggestion: offerPromise,
			Phrases: phrases(`help; helps; helping; assist; assists; assisted; assisting; supports; package of support; support package;
			support from; @helps from; @helps with; @helps for; involvement; remain involved; be involved; stay involved;
			emotional support; pastoral support`)},
		// Nouns and adjectives that promise a manner, and are filled by a dose in their sentence.
		{Rule: "content-undated", Spare: true, Group: groupContent, Severity: High, LiftedBy: Moment, Question: askContent, Suggestion: offerPromise,
			Phrases: phrases(`attention; praise; reassurance; supervision; oversight; adaptations; adjustments; reasonable adjustments;
			modifications; accommodations; techniques; approaches; approach; encouragement; training; sessions;
			therapy sessions; presence; package; holistic; child centred; person centred; child led; sensory friendly;
			environment; high quality; targeted; specialist; structured; adapted; modified; alternative; etc; and so on;
			such as; for example; or similar; and similar`)},
		// Verbs with which nothing is seen to be done: to ensure, to embed, to work together.
		{Rule: "vague-deed", Group: groupContent, Severity: High, LiftedBy: Moment, Question: askContent, Suggestion: offerPromise,
			Phrases: phrases(`work together; works together; working together; work closely; works closely; work alongside; close working;
			joint working with; ensure; ensures; ensuring; make sure; makes sure; making sure; promote; promotes;
			facilitate; facilitates; maximise; minimise; minimised; reduce; embed; embedded; embedding; integrated into;
			built into; incorporated; incorporated into; meet his needs; meet her needs; meet their needs; needs are met;
			needs will be met; access the curriculum; nearby; close by`)},
		// How somebody keeps watch is a warning: it is usable once its interval is there.
		{Rule: "watch", Group: groupMonitor, Severity: Medium, LiftedBy: Frequency, Question: askMonitor, Suggestion: offerMonitor,
			Phrases: phrases(`an eye on; keep an eye on; keeps an eye on; kept an eye on; keep an eye; keep track; keeps track; keep track of;
			keeps track of; kept track of; in touch; keep in touch; stay in touch; keeps in touch; touch base; touches base;
			touching base; catch up; catches up; catch ups; catch up with; check in; checks in; check in with;
			checks in with; report back; reports back; feed back; feeds back; @relay with; @relay about; @relay each other;
			will @relay; to @relay with; keep ** @relayed; keeps ** @relayed; kept ** @relayed; in the loop; check on;
			checks on; note progress; notes progress; share information; shares information; share ideas; shared with;
			exchange information; regular contact; in contact; close contact; close liaison; liaise with; discuss progress;
			look at progress; overseen; oversee; oversees; be reviewed; will be reviewed; reviewed by; under observation;
			track; tracks; tracked; tracking; watched; observed; observe; observe and record; fed back; be fed back;
			to be fed back; update each other; speak about; speaks about; talk about; talks about; talk through;
			talks through; keep abreast; keeps abreast; kept informed; keep informed; keep * informed; kept updated;
			kept up to date; meet up; dialogue; regular communication; watchful eye`)},
		// A group has a size, a place has features; an interval tells neither.
		{Rule: "group", Group: groupPlace, Severity: Medium, LiftedBy: Ratio, Question: askPlace, Suggestion: offerPlace,
			Phrases: phrases(`small group of; small groups of; group of children; groups of children; group of peers; small + group`)},
		{Rule: "place", Group: groupPlace, Severity: Medium, LiftedBy: Ratio, Question: "What must it be like? Give the measurements or the features, and where it is.",
			Phrases: phrases(`group work; in groups; in a group; @quiet @place; @quiet * @place; distraction free`)},
		// What the child will achieve binds nobody; the reflexive tells it as well as the verb.
		{Rule: "child-will", Group: groupOutcome, Severity: Medium, Question: askOutcome, Phrases: phrases(`@child will @attain; @child will * @attain; will @attain; @child will be able; @child will be more *;
			@child will be less *; @child will be better *; @child will * better; @child will be * independent;
			@child will be independent; @child will be confident; @child will make progress; @child will make * progress;
			@child will * himself; @child will * herself; @child will * themselves; @child will * independently;
			@child will @attain up; for @child to @attain; @child will ** on # of #; @child will ** on # out of #;
			@child will ** in # of #; @child will ** * ** on # of #; @child will ** * ** on # out of #;
			@child will ** by himself; @child will ** by herself`)},
		{Rule: AloneRule, Group: groupPromise, Severity: High, Question: askAlone, Suggestion: offerPromise, Phrases: []string{alonePhrase}},
	}
}
