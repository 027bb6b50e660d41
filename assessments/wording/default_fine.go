package wording

// fineProvision are well specified phrases with a doubtful word inside: floors, group sizes, numbered people, the
// trigger of a staff change, supports that are parts of a chair, and places that a child gets up to.
const fineProvision = `at least #; at least every; at least once; at least twice; at least half;
group of no more than #; groups of no more than #; class of no more than #; classes of no more than #;
group of up to #; groups of up to #; group of a maximum of #; groups of a maximum of #;
no more than # children; no more than # pupils; no more than # peers; no more than # learners; no more than # students;
no more than # other children; no more than # other pupils; maximum of # children; maximum of # pupils;
up to date; up to and including; stand up to; stands up to; standing up to; pull up to; pulls up to; sit up to; sits up to;
# staff; # staff member; # staff members; # member of staff; # members of staff; # named staff; # named member of staff;
# named members of staff; # adults; # named adults; # trained adults; # familiar adults;
staff change; staff changes; change of staff; changes of staff; change in staff; changes in staff;
trunk support; trunk supports; head support; head supports; pelvic support; pelvic supports; foot support; foot supports;
back support; back supports; lateral support; lateral supports; arm support; arm supports; forearm support;
forearm supports; knee support; knee supports; leg support; leg supports; neck support; lumbar support; sacral support;
thigh support; thigh supports; weight support; sitting support;
as agreed on #; registered occupational therapist; registered * occupational therapist; registered physiotherapist;
occupational therapist; occupational therapists; speech and language therapist; speech and language therapists; speech therapist;
music therapist; art therapist; therapy room; therapy rooms; therapy putty; therapy ball; therapy assistant; therapy assistants;
support assistant; support assistants; support worker; support workers; support teacher; support teachers; support officer;
arch support; arch supports; staff room; staff meeting; staff meetings; staff toilet;
input device; input devices; input socket; input sockets; input switch; input method; guidance rail; guidance rails;
assistance dog; assistance dogs; assistance alarm; computer monitor; advice line; advice sheet; advice sheets;
regular cutlery; regular scissors; regular pencil; regular pencils; regular paper; regular cup; regular spoon; regular fork;
regular chair; regular diet; regular size; regular sized; regular classroom; page brief; written brief; could you; could i;
age appropriate; developmentally appropriate;
up to # mm; up to # cm; up to # metres; up to # kg; up to # degrees;
no more than # mm; no more than # cm; no more than # metres; no more than # kg; no more than # degrees; no more than # letters;
no more than # words; no more than # lines; no more than # items; no more than # steps; no more than # instructions;
no more than # minutes at a time; no more than # minutes at one time; no more than # minutes without a break;
between # and # january; between # and # february; between # and # march; between # and # april; between # and # may;
between # and # june; between # and # july; between # and # august; between # and # september; between # and # october;
between # and # november; between # and # december`
