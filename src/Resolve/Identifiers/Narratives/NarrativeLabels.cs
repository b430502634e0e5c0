using Resolve.Identifiers.Online;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Narratives;

/// <summary>What the words before a number say it is.</summary>
internal enum NarrativeLabel : byte
{
    None = 0,
    Phone,
    Account,
    Document,
    Device,

    /// <summary>Something that no entity is: a tax code, a contract, an order, a file.</summary>
    Other,

    /// <summary>The holder of an account, an amount, the text of a transfer: a field of a payment block beside the number.</summary>
    Field,
}

/// <summary>The labels of a text, found by where they stand: in the same segment as the number, or at the end of the line above it.</summary>
internal sealed class NarrativeLabels
{
    private const int HeavyWordsMax = 24, OtherWordsMax = 6;

    private static readonly Dictionary<string, (string[] Words, NarrativeLabel Label)[]> ByFirstWord = Table();

    private static readonly HashSet<string> LightWords =
    [
        "so", "la", "gom", "nhu", "sau", "cua", "va", "cac", "duoi", "day", "nay", "o", "tai", "no", "number", "num", "cu", "moi", "khac", "hai", "ba", "cung",
        "deu", "do", "thuoc", "mo", "ngan", "hang", "nh", "bank", "tren", "ben", "ghi", "mang", "co", "vn", "viet", "nam", "x",
    ];

    private readonly NarrativeWords _words;
    private readonly NarrativeLabel[] _ends; // by the last word of a label
    private readonly int[] _starts; // by the last word: where the label begins
    private readonly bool[] _inside;

    public NarrativeLabels(NarrativeWords words)
    {
        _words = words;
        _ends = new NarrativeLabel[words.Count];
        _starts = new int[words.Count];
        _inside = new bool[words.Count];
        int last = -1;
        for (int i = 0; i < words.Count; i++)
        {
            int length = MatchAt(i, out NarrativeLabel label);
            if (length == 0) continue;
            bool machine = label == NarrativeLabel.Phone && words[i + length - 1].Folded == "may" && last >= 0 && words.SegmentStart(i) <= last;
            if (machine && IsVehicle(last)) label = NarrativeLabel.Other;
            last = i + length - 1;
            _ends[i + length - 1] = label;
            _starts[i + length - 1] = i;
            _inside.AsSpan(i, length).Fill(true);
            i += length - 1;
        }
    }

    /// <summary>Returns whether a word is part of a label.</summary>
    public bool IsInside(int word) => _inside[word];

    /// <summary>Returns the label that ends with a word.</summary>
    public NarrativeLabel EndingAt(int word) => _ends[word];

    /// <summary>Returns whether a word carries no meaning between a label and its number: số, là, gồm, của…</summary>
    public static bool IsLight(string word) => LightWords.Contains(word);

    /// <summary>Finds the label of the number that begins with a word.</summary>
    /// <param name="number">The number's first word.</param>
    /// <param name="isBarrier">Whether a word belongs to another number, which ends the search.</param>
    /// <param name="heavy">How many words that are not light stand between.</param>
    /// <returns>The label.</returns>
    public NarrativeLabel Before(int number, Func<int, bool> isBarrier, out int heavy)
    {
        heavy = 0;
        bool above = false, moved = false, comma = false;
        for (int i = number - 1; i >= 0 && heavy <= HeavyWordsMax; i--)
        {
            WordGap gap = _words[i + 1].Gap;
            if ((gap & WordGap.Breaks) != 0)
            {
                // A number that begins its line takes the label that ends the line above: "Số tài khoản MB", "SĐT:".
                bool ordinal = _words[i + 1].Shape == WordShape.Digits && number - i <= 2 && _words[i + 1].Folded.Length <= 2;
                bool first = i + 1 == number || ordinal;
                if (above || !first || (gap & (WordGap.Sentence | WordGap.Blank)) != 0 || heavy > 0) return NarrativeLabel.None;
                above = true;
            }
            if (isBarrier(i)) return NarrativeLabel.None;
            if (_ends[i] is var label and not NarrativeLabel.None)
            {
                if (label == NarrativeLabel.Other && (moved || comma || heavy > OtherWordsMax)) return NarrativeLabel.None;
                if (label is NarrativeLabel.Document or NarrativeLabel.Device && moved) return NarrativeLabel.None;
                if (label != NarrativeLabel.Field) return label;
                if (number - i <= 2) return NarrativeLabel.None; // its own field: "Số tiền 5000000"
                i = _starts[i];
                continue;
            }
            if (_words[i].Folded is "goi" && !_words[i].Taken) return NarrativeLabel.Phone;
            moved |= _words[i].Folded is "chuyen" or "nop" or "vao" or "sang" or "gui" or "ck" or "rut";
            comma |= (_words[i + 1].Gap & WordGap.Comma) != 0;
            if (!IsLight(_words[i].Folded) && _words[i].Shape != WordShape.Digits) heavy++;
            if (above && heavy > 2) return NarrativeLabel.None;
        }
        return NarrativeLabel.None;
    }

    /// <summary>Returns whether a word is a label on its own.</summary>
    public static bool IsLabel(ReadOnlySpan<char> word)
    {
        if (word.Length > 20) return false;
        Span<char> folded = stackalloc char[60];
        string own = folded[..TextFold.FoldTo(word, folded, '\0')].ToString();
        return ByFirstWord.TryGetValue(own, out (string[] Words, NarrativeLabel Label)[]? phrases) && Array.Exists(phrases, p => p.Words.Length == 1);
    }

    /// <summary>Returns the platform named by the word or two before a place ("telegram: @vip").</summary>
    public static string? PlatformBefore(string text, int place)
    {
        int end = place;
        for (int words = 0; words < 3; words++)
        {
            while (end > 0 && !char.IsLetterOrDigit(text[end - 1])) { if (text[end - 1] is '\n' or '.') return null; end--; }
            int start = end;
            while (start > 0 && char.IsLetterOrDigit(text[start - 1])) start--;
            if (start == end) return null;
            string word = text[start..end];
            if (OnlinePlatforms.Canonical(word) is { } platform && word.Length > 1
                && platform is not ("email" or "domain" or "url" or "ip" or "line" or "signal" or "x")) return platform;
            if (TextFold.FoldTight(word)
                is not ("tai" or "khoan" or "ten" or "la" or "nick" or "nhom" or "kenh" or "user" or "username" or "id" or "co" or "acc")) return null;
            end = start;
        }
        return null;
    }

    /// <summary>Returns whether a label is of a vehicle, behind which "số máy" is the number of its engine.</summary>
    private bool IsVehicle(int last) => _ends[last] == NarrativeLabel.Other
        && (_words[last].Folded is "khung" or "bks" or "soat" || (_words[last].Folded is "so" && last > 0 && _words[last - 1].Folded is "bien"));

    private int MatchAt(int index, out NarrativeLabel label)
    {
        label = NarrativeLabel.None;
        if (_words[index].Taken || !ByFirstWord.TryGetValue(_words[index].Folded, out (string[] Words, NarrativeLabel Label)[]? phrases)) return 0;
        foreach ((string[] words, NarrativeLabel own) in phrases)
        {
            if (!_words.Matches(index, words)) continue;
            label = own;
            return words.Length;
        }
        return 0;
    }

    private static Dictionary<string, (string[] Words, NarrativeLabel Label)[]> Table()
    {
        (NarrativeLabel Label, string Phrases)[] rows =
        [
            (NarrativeLabel.Phone,
                "so dien thoai,dien thoai,sdt,so dt,sodt,sodienthoai,dt,dtdd,dt dd,so may,so may ban,may ban,dien thoai ban,dien thoai co dinh,"
                + "so co dinh,co dinh,thue bao,so thue bao,so zalo,zalo,goi den so,goi tu so,goi tu,cuoc goi tu,cuoc goi tu so,goi den,goi toi,"
                + "goi ve,goi lai,goi so,goi vao so,goi vao,goi cho,goi dien,goi dien tu,goi dien tu so,dien thoai tu so,alo,nhan tin,nhan tin tu,"
                + "nhan tin den,nhan tin tu so,tin nhan tu,tin nhan tu so,so sim,sim,esim,lien he,lien lac,hotline,duong day nong,tong dai,phone,tel,"
                + "telephone,mobile,mob,cell,di dong,so di dong,whatsapp,viber,imessage,fax,so phone"),
            (NarrativeLabel.Account,
                "so tai khoan,so tai khoan ngan hang,tai khoan,tai khoan so,tai khoan ngan hang,stk,s t k,tk,tk so,tknh,so tk,sotk,sotaikhoan,"
                + "taikhoan,tai khoan nhan,tai khoan nhan tien,tai khoan thu huong,tai khoan huong thu,so tai khoan nhan,tk nhan,account,account no,"
                + "account number,acc,acct,a c,so acc,so the,the atm,so the atm,vi momo,vi dien tu,vi zalopay"),
            (NarrativeLabel.Document,
                "cccd,so cccd,can cuoc,can cuoc cong dan,the can cuoc,cmnd,so cmnd,cmt,cmtnd,chung minh,chung minh thu,chung minh nhan dan,"
                + "dinh danh,so dinh danh,ma dinh danh,dinh danh ca nhan,so dinh danh ca nhan,ma dinh danh ca nhan,ho chieu,passport,ddcn"),
            (NarrativeLabel.Device,
                "imei,so imei,imei1,imei2,imsi,iccid"),
            (NarrativeLabel.Other,
                "ma so thue,mst,ma so thue ca nhan,ma so doanh nghiep,msdn,ma doanh nghiep,dkkd,dang ky kinh doanh,giay phep kinh doanh,giay phep,"
                + "gpkd,gcndkdn,hop dong,hd,hop dong vay,hop dong tin dung,hop dong mua ban,hop dong bao hiem,hop dong lao dong,hdtd,hdmb,hdld,hdbh,"
                + "so hop dong,ma hop dong,so hd,ma hd,hoa don,so hoa don,ma hoa don,don hang,ma don,ma don hang,so don hang,ma dat hang,ma dh,"
                + "van don,ma van don,so van don,ma buu gui,buu gui,ma kien hang,buu pham,ma giao dich,so giao dich,ma gd,so gd,magd,ma gd ngan hang,"
                + "giao dich so,ma tham chieu,so tham chieu,tham chieu,ma but toan,so but toan,but toan,so lenh,ma lenh,lenh chuyen tien,so chung tu,"
                + "chung tu,so ct,ma chung tu,ma tra cuu,ma ho so,so ho so,ho so so,ho so,ma hs,ma khach hang,so khach hang,ma kh,makh,ma kh so,"
                + "ma khach,bhxh,so bhxh,ma bhxh,so so bhxh,ma so bhxh,bao hiem xa hoi,so bao hiem xa hoi,ma so bao hiem xa hoi,bhyt,so bhyt,ma bhyt,"
                + "the bhyt,so the bhyt,so the bao hiem,bao hiem y te,so bao hiem y te,ma the bhyt,ma so bao hiem y te,ma bao hiem,so bao hiem,"
                + "so bao danh,sbd,ma sinh vien,mssv,ma so sinh vien,ma hoc sinh,ma hoc vien,ma so hoc vien,ma nhan vien,ma nv,msnv,ma so nhan vien,"
                + "ma so can bo,so hieu,so hieu cand,ma phieu,so phieu,phieu thu,phieu chi,ma benh nhan,ma bn,ma ve,so ve,ma dat cho,ma dat ve,"
                + "ma dat phong,pnr,ma otp,otp,ma pin,ma xac thuc,ma xac nhan,ma kich hoat,ma code,ma voucher,ma giam gia,ma gioi thieu,bien so,"
                + "bien kiem soat,bks,so khung,so may xe,so seri,so serial,seri,serial,so sieri,so quyet dinh,quyet dinh,quyet dinh so,cong van,"
                + "cong van so,so cong van,so thua,thua dat,so to,so vao so,giay chung nhan,so giay chung nhan,ma can ho,ma cong to,ma diem do,"
                + "ma danh bo,danh bo,so danh bo,ma thanh toan,ma hop thu,so tiet kiem,so so tiet kiem,ma so tiet kiem,order,order id,order no,"
                + "order code,invoice,invoice no,contract,contract no,tax code,tax id,ref,ref no,reference,reference no,trace,so trace,"
                + "transaction id,tracking,tracking no,tracking number,booking,booking code,customer id,customer code,ticket,ticket no,case id,ma so,"
                + "ma vach,ma san pham,sku,ma tin,ma so tin,ma phan anh,so vu,so vu an,vu an so,ma vu viec,ma chuyen tien,ma yeu cau,ma so ho so,"
                + "ma dang ky,ma lo,so lo"),
            (NarrativeLabel.Other,
                "bien lai,bien lai thu,ho khau,so ho khau,to khai,so to khai,ma to khai,giay gioi thieu,giay moi,lenh chuyen,thong bao so,van bang,"
                + "chung chi,so chung chi,so bang,ma hoi vien,the hoi vien,ma thanh vien,the thanh vien,ma phong,phong so,kien hang,lo hang,so cont,"
                + "so container,container,ma dai ly,ma cua hang,ma chi nhanh,ma don vi,cif,so cif,ma cif,ma hoc sinh,ma giao vien,ma buu chinh,gplx,"
                + "bang lai,bang lai xe,giay phep lai xe,giay khai sinh,khai sinh,so dang ky,the cao,ma the cao,ma nap,ma the nap,phu luc,"
                + "phu luc hop dong,bien ban,bien ban so,ban an,ban an so,van ban so,to trinh,so bien lai,ma bien lai,so khai bao,ma dien luc,"
                + "ma so the,ma vach,so lo,ma dat cuoc,ma du thuong,ma so du thuong,so du thuong"),
            (NarrativeLabel.Field,
                "ctk,chu tk,chu tai khoan,ten chu tk,ten chu tai khoan,ten tai khoan,ten tk,chu the,ten chu the,nguoi nhan,ten nguoi nhan,"
                + "nguoi thu huong,nguoi huong thu,nguoi huong,don vi thu huong,don vi huong thu,ho ten,ho va ten,ten,account name,holder,"
                + "beneficiary,name,noi dung,noi dung ck,noi dung chuyen khoan,noi dung chuyen tien,nd,ndck,nd ck,so tien,st,amount,message,content,"
                + "chi nhanh,cn"),
        ];
        var table = new Dictionary<string, List<(string[], NarrativeLabel)>>(StringComparer.Ordinal);
        foreach ((NarrativeLabel label, string phrases) in rows)
        {
            foreach (string phrase in phrases.Split(','))
            {
                string[] words = phrase.Split(' ');
                if (!table.TryGetValue(words[0], out List<(string[], NarrativeLabel)>? list)) table.Add(words[0], list = []);
                list.Add((words, label));
            }
        }
        return table.ToDictionary(e => e.Key, e => e.Value.OrderByDescending(p => p.Item1.Length).ToArray(), StringComparer.Ordinal);
    }
}
