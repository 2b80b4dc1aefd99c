"""What the room remembers: ids, dates and codes in the open, everything else locked."""

from cases.leads.models.askings import Asking as Asking
from cases.leads.models.candidates import Candidate as Candidate
from cases.leads.models.candidates import CandidateRule as CandidateRule
from cases.leads.models.folders import Folder as Folder
from cases.leads.models.folders import Piece as Piece
from cases.leads.models.folders import Wrap as Wrap
from cases.leads.models.leads import Access as Access
from cases.leads.models.leads import Exclusion as Exclusion
from cases.leads.models.leads import Lead as Lead
from cases.leads.models.leads import LeadClock as LeadClock
from cases.leads.models.leads import LeadStep as LeadStep
from cases.leads.models.once import RoomOnceKey as RoomOnceKey
from cases.leads.models.people import KeyPair as KeyPair
from cases.leads.models.people import Member as Member
from cases.leads.models.people import Office as Office
from cases.leads.models.people import Opening as Opening
from cases.leads.models.people import PaperCode as PaperCode
from cases.leads.models.people import Permission as Permission
from cases.leads.models.people import Relative as Relative
from cases.leads.models.quarterly import QuarterlyList as QuarterlyList
from cases.leads.models.recounts import RoomRecount as RoomRecount
from cases.leads.models.signing import RoomSeries as RoomSeries
from cases.leads.models.signing import Signature as Signature
from cases.leads.models.signing import Stub as Stub
from cases.leads.models.trail import RoomEntry as RoomEntry
from cases.leads.models.trail import RoomSeal as RoomSeal
