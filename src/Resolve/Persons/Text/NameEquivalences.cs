using System.Collections.Frozen;

namespace Resolve.Persons.Text;

/// <summary>Given names that are used for one another: short forms and national variants.</summary>
/// <remarks>
/// General knowledge of English and Arabic forms, and the northern and southern forms of Vietnamese surnames
/// (Hoàng and Huỳnh, Vũ and Võ are two names before the law, so such a pair is near, never equal).
/// A name may stand in several groups (Pat: Patrick, Patricia).
/// </remarks>
internal static class NameEquivalences
{
    private const string Groups = """
        hoang huynh
        vu vo
        robert rob bob robbie bobby bert bobbie roberto
        william will bill willie billy liam wm wilhelm guillaume willy
        richard rick dick richie ricky rich ricardo
        edward ed eddie ted teddy ned eduardo eddy edwd
        edwin ed eddie
        edmund ed ned eddie
        james jim jimmy jamie jem jas jaime
        john jack johnny jon johnnie jno jock juan johann jean giovanni
        jonathan jon jonny
        michael mike mick mickey micky miguel michel mikhail
        thomas tom tommy thos
        charles charlie chuck chas carlos charley karl carl
        joseph joe joey jos jose giuseppe
        george georgie geo jorge georg
        henry harry hal hank enrique heinrich hen
        harold harry hal
        david dave davey davy
        daniel dan danny
        samuel sam sammy saml
        samantha sam sammy
        benjamin ben benny benj
        matthew matt mat matty
        andrew andy drew andreas andre
        anthony tony anton antonio antony ant
        christopher chris kit topher xtopher
        christine chris chrissie tina christina kristina
        christian chris
        stephen steve steven stevie stephan
        stephanie steph stevie
        peter pete pedro pierre petr pyotr
        paul pablo paulo pavel
        patrick pat paddy patty
        patricia pat patty tricia trish patsy
        martin marty
        gregory greg gregg
        geoffrey jeffrey jeff geoff jeffery
        lawrence larry laurence lawrie laurie lorenzo
        leonard leo len lenny
        louis lou luis lewis louie lew
        louisa lou louise
        albert al bert bertie
        alfred al alf alfie fred
        alan allan allen al
        alexander alex alec sandy sasha al lex alejandro aleksandr
        alexandra alex sandra sandy sasha lexi
        alexandria alex
        alexis alex lexi
        frederick fred freddie freddy fredrick
        francis frank fran francisco franz
        frances fran fanny frankie
        franklin frank
        raymond ray
        ronald ron ronnie
        donald don donnie
        douglas doug
        kenneth ken kenny
        gerald gerry jerry
        jeremy jerry jem
        timothy tim timmy
        theodore ted teddy theo
        nicholas nick nicky nico nicolas
        nathaniel nathan nat nate
        nathan nate nat
        vincent vince vinny
        victor vic
        victoria vicky vicki tori
        walter walt wally wat
        philip phil phillip pip
        oliver ollie olly
        zachary zach zack zac
        joshua josh
        jacob jake
        abraham abe
        isaac ike
        howard howie
        morris morrie maurice
        eugene gene
        gabriel gabe
        leslie les
        stanley stan
        sydney sid syd
        terence terry
        theresa terry tess tessa teresa
        elizabeth liz beth betty eliza lizzie betsy bess libby elsie lisa elisabeth eliz
        margaret maggie meg peggy peggie marge margie greta rita madge margt
        mary marie maria molly polly mamie may maryam
        katherine kate katie kathy kat kitty catherine cathy cate kathleen katharine kath
        rebecca becky becca
        susan sue susie suzie suzanne susanne susanna
        deborah deb debbie debra
        barbara barb barbie babs
        jennifer jen jenny jennie
        jessica jess jessie
        judith judy judi
        dorothy dot dottie dolly
        helen nell nellie helena ellen elena
        eleanor ellie nell nellie nora elinor
        ann anne annie nan nancy anna hannah
        abigail abby gail
        amelia amy millie
        millicent millie
        caroline carrie carol lina
        charlotte lottie charlie
        constance connie
        cynthia cindy
        florence flo florrie
        gertrude gert trudy
        harriet hattie
        isabella bella izzy isabel isabelle
        jacqueline jackie
        jane jenny janie janet
        josephine jo josie
        laura laurie
        lillian lily lillie
        matilda tilly mattie
        melissa mel missy
        pamela pam
        penelope penny
        rosemary rose rosie
        sarah sally sadie sara
        sophia sophie
        valerie val
        veronica ronnie vera
        virginia ginny
        winifred winnie
        yvonne evie
        mohamed muhammad mohammed mohammad muhammed mohd mhd md muhamad
        ahmed ahmad achmed
        hussein husain hossein hussain
        yusuf yousef youssef yosef
        abdullah abdallah abdulla
        """;

    // The commonest Vietnamese surnames (Lê Trung Hoa 2005), which stand first; elsewhere the last word is taken for the surname.
    private static readonly FrozenSet<string> LeadingSurnames =
        ("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan truong luong mai trinh lam ha cao chu ta to luu thach giang "
            + "vang thao sung nong be luc sam lo quang kieu mac trieu quach ton tang phung nghiem khuat thai vuong")
            .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, short[]> ByName = Build();

    /// <summary>Returns the numbers of the groups that hold a folded token, ascending; empty for most tokens.</summary>
    /// <param name="token">The folded token.</param>
    /// <returns>The groups.</returns>
    public static short[] GroupsOf(string token) => ByName.GetValueOrDefault(token, []);

    /// <summary>Returns whether a folded token is a surname that stands first.</summary>
    /// <param name="token">The folded token.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsLeadingSurname(string token) => LeadingSurnames.Contains(token);

    private static FrozenDictionary<string, short[]> Build()
    {
        var groups = new Dictionary<string, List<short>>(StringComparer.Ordinal);
        short number = 0;
        foreach (string line in Groups.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (string name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!groups.TryGetValue(name, out List<short>? of)) groups.Add(name, of = []);
                if (!of.Contains(number)) of.Add(number);
            }
            number++;
        }
        return groups.ToFrozenDictionary(g => g.Key, g => g.Value.ToArray(), StringComparer.Ordinal);
    }
}
