package practice

// A name is a whole name in its own order, with the parts that it has.
type name struct {
	whole, given, family, known, note string
	pronoun                           string
	mother, father                    string
}

// names are invented: no family of the United Kingdom is known by them. They differ in form on purpose, because names do.
var names = []name{
	{"Merrin Oxlip-Ferraby", "Merrin", "Oxlip-Ferraby", "", "", "she", "Tamasine Oxlip-Ferraby", "Jory Oxlip"},
	{"Caspian Dunnockley", "Caspian", "Dunnockley", "Cass", "", "he", "Verity Dunnockley", "Piers Dunnockley"},
	{"Zofia Wrenfoldska", "Zofia", "Wrenfoldska", "Zosia", "", "she", "Halina Wrenfoldska", "Marek Wrenfoldski"},
	{"Idris Hawthornby", "Idris", "Hawthornby", "", "", "he", "Nesta Hawthornby", "Emrys Hawthornby"},
	{"Anjali Teaselwick", "Anjali", "Teaselwick", "Anju", "", "she", "Meera Teaselwick", "Rohan Teaselwick"},
	{"Bramwell D'Arrowsmythe", "Bramwell", "D'Arrowsmythe", "Bram", "", "he", "Ottoline D'Arrowsmythe", "Lucian D'Arrowsmythe"},
	{"Nyarai Fennimarsh", "Nyarai", "Fennimarsh", "", "", "she", "Chipo Fennimarsh", "Tendai Fennimarsh"},
	{"Lí-Méi Marlpoole", "Lí-Méi", "Marlpoole", "Mei", "", "she", "Yù-Lán Marlpoole", "Aldous Marlpoole"},
	{"Saoirse Ní Bhramblecóte", "Saoirse", "Ní Bhramblecóte", "", "", "she", "Gráinne Ní Bhramblecóte", "Fiachra Ó Bramblecóte"},
	{"Tesfaye Larkomariam Sedgewa", "Tesfaye", "", "", "Own name, father's name, grandfather's name: there is no family name; do not reorder.", "he", "Almaz Reedwold Tesso", "Larkomariam Sedgewa"},
	{"Rafe Quillrush", "Rafe", "Quillrush", "", "", "he", "Isolde Quillrush", "Ambrose Quillrush"},
	{"Perran Tolcatchett", "Perran", "Tolcatchett", "Pez", "", "they", "Demelza Tolcatchett", "Cador Tolcatchett"},
	{"Juniper Ashlingwade", "Juniper", "Ashlingwade", "Juno", "", "she", "Hester Ashlingwade", "Corin Ashlingwade"},
	{"Olwen Cobblemere", "Olwen", "Cobblemere", "", "", "she", "Mabyn Cobblemere", "Gethin Cobblemere"},
	{"Amina Siskinova", "Amina", "Siskinova", "", "", "she", "Leyla Siskinova", "Timur Siskinov"},
}

// A place is an invented school or nursery with the people who work there.
type place struct {
	name, kind                string
	senco, teacher, assistant string
}

var schools = []place{
	{"Goldcrest Lane Primary", "primary", "Mrs Araminta Plovergate", "Mr Fitzroy Ambleholt", "Ms Bettany Crake"},
	{"Teasel Hill Primary", "primary", "Mr Lysander Whimbrel-Stone", "Miss Odette Farrowby", "Mr Tam Reedling"},
	{"St Werbold's Primary", "primary", "Mrs Clementine Dottersby", "Mrs Xanthe Holloway-Finch", "Ms Prue Sanderling-Pyke"},
}

var nurseries = []place{
	{"Puddlewren Nursery", "nursery", "Ms Hyacinth Bunting-Lowe", "Ms Fern Ousely", "Ms Dilys Tarn"},
}

var streets = []string{"Fiddlewood Row", "Lapwing Rise", "Old Teasel Yard", "Candlerush Close", "Moorhen Steps", "Pipit Gardens", "Withy Bank"}

var surgeries = []struct{ doctor, name string }{
	{"Dr Thaddeus Corncrake", "Sallowfield Surgery"}, {"Dr Philippa Redpoll-Hume", "Wickerbridge Practice"}, {"Dr Ravi Thornbill", "Millrace Health Centre"},
}
